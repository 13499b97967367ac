"""Distances as the crow flies."""

from math import asin, cos, radians, sin, sqrt

from graph.coverages import Place

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""


def great_circle_km(a: Place, b: Place) -> float | None:
    """The great-circle distance between two places in km (haversine), or None where either is not on the map.

    On a sphere, so up to 0.5 % off the distance over the ellipsoid: 0.3 km over 60 km. Symmetric; 0 for one place.

    >>> round(great_circle_km(Place(52.37, 4.90), Place(51.92, 4.48)), 1)
    57.7
    >>> great_circle_km(Place(52.37, 4.90), Place()) is None
    True
    """
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north_a, north_b = radians(a.latitude), radians(b.latitude)
    north, east = north_b - north_a, radians(b.longitude - a.longitude)
    chord = sin(north / 2) ** 2 + cos(north_a) * cos(north_b) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
