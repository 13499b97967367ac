"""What a finding says, in plain English and Dutch, by code. Codes are stable; the words may change."""

TEXTS: dict[str, tuple[str, str]] = {
    "NOT_FOR_YOU": (
        "What this rule reads may not be shown to you.",
        "Wat deze regel leest mag u niet zien.",
    ),
    "NOT_DETAINED": ("No detention is known in this case.", "Er is in deze casus geen detentie bekend."),
    "CASE_CLOSED": ("The case is closed.", "De casus is gesloten."),
    "NO_DIRECTION_SEEN": (
        "Who directs is not recorded here, or may not be told.",
        "Wie de regie heeft is hier niet vastgelegd, of mag niet worden verteld.",
    ),
    "SOMEBODY_DIRECTS": ("A professional directs this case.", "Een professional heeft de regie over deze casus."),
    "DIRECTION_OF_ORGANISATION": (
        "Since {since} an organisation directs, and nobody in person.",
        "Sinds {since} heeft een organisatie de regie, en niemand persoonlijk.",
    ),
    "DIRECTION_OF_ENDED_POSITION": (
        "Who directed left; since {since} the organisation directs, and nobody in person.",
        "Wie de regie had is vertrokken; sinds {since} heeft de organisatie de regie, en niemand persoonlijk.",
    ),
    "NO_HANDOVER": ("Nothing was handed over.", "Er is niets overgedragen."),
    "HANDOVERS_ANSWERED": ("Every handover was answered.", "Op elke overdracht is geantwoord."),
    "HANDOVER_WAITS": (
        "A handover was offered on {since} and waits for an answer for {days} day(s).",
        "Een overdracht is aangeboden op {since} en wacht al {days} dag(en) op antwoord.",
    ),
    "HANDOVER_LAPSED": (
        "A handover of {since} lapsed: nobody answered it, and nothing was offered since.",
        "Een overdracht van {since} is vervallen: niemand antwoordde en er is daarna niets aangeboden.",
    ),
    "HANDOVER_REFUSED": (
        "A handover was refused on {since}, and nothing was offered since.",
        "Een overdracht is geweigerd op {since}, en er is daarna niets aangeboden.",
    ),
    "NO_HANDOVER_ACCEPTED": ("No handover was accepted.", "Er is geen overdracht aanvaard."),
    "HANDOVERS_WARM": (
        "Of every accepted handover both were there for a while and met with the person, or it is still early.",
        "Bij elke aanvaarde overdracht waren beiden er een tijd en was er een gesprek samen, of het is nog vroeg.",
    ),
    "COLD_BOTH": (
        "Handed over on {since}: both were there on {days} day(s) only, and never met with the person.",
        "Overgedragen op {since}: beiden waren er maar {days} dag(en), en er was geen gesprek samen met de betrokkene.",
    ),
    "COLD_OVERLAP": (
        "Handed over on {since}: giver and receiver were both there on {days} day(s) only.",
        "Overgedragen op {since}: gever en ontvanger waren er maar {days} dag(en) allebei.",
    ),
    "COLD_NOT_MET": (
        "Handed over on {since}: giver, receiver and person did not meet together.",
        "Overgedragen op {since}: gever, ontvanger en betrokkene hebben elkaar niet samen gesproken.",
    ),
    "WARMTH_UNKNOWN": (
        "Handed over on {since}: whether both were there, or the person was at the meeting, is not recorded.",
        "Overgedragen op {since}: niet vastgelegd of beiden er waren, of de betrokkene bij het gesprek was.",
    ),
    "NETWORK_HOLDS": (
        "Somebody is involved of whom no end is meant.",
        "Er is iemand betrokken van wie geen einde is bedoeld.",
    ),
    "NETWORK_AFTER_RELEASE": (
        "After the release somebody is still involved.",
        "Na de vrijlating is er nog iemand betrokken.",
    ),
    "NETWORK_EMPTY": ("No professional is involved any more.", "Er is geen professional meer betrokken."),
    "NETWORK_EMPTIES": (
        "From {day} nobody is involved any more; the release is on {release}.",
        "Vanaf {day} is er niemand meer betrokken; de vrijlating is op {release}.",
    ),
    "NETWORK_END_UNKNOWN": (
        "Nobody is meant to stay, and of somebody it is not known until when.",
        "Van niemand is bedoeld dat die blijft, en van iemand is niet bekend tot wanneer.",
    ),
    "NETWORK_RELEASE_UNKNOWN": (
        "From {day} nobody is involved any more; the day of release is not known.",
        "Vanaf {day} is er niemand meer betrokken; de dag van vrijlating is niet bekend.",
    ),
    "NO_NOTICE": (
        "No municipality has notice of a detention that runs.",
        "Geen gemeente heeft een melding van een lopende detentie.",
    ),
    "MUNICIPAL_CONTACT": (
        "The municipality had contact, or its notice is recent.",
        "De gemeente had contact, of de melding is nog vers.",
    ),
    "NO_MUNICIPAL_CONTACT": (
        "The municipality has notice since {since} ({days} days); no contact and nobody of it in the team.",
        "De gemeente heeft sinds {since} een melding ({days} dagen); geen contact en niemand ervan in het team.",
    ),
    "MUNICIPALITY_IN_TEAM": (
        "The municipality has notice since {since} and is in the team; no contact is recorded.",
        "De gemeente heeft sinds {since} een melding en zit in het team; er is geen contact vastgelegd.",
    ),
    "NOBODY_IN_TEAM": ("No professional is in the team.", "Er zit geen professional in het team."),
    "KNOWLEDGE_SHARED": (
        "More than one professional spoke with the person, or met about the case.",
        "Meer dan één professional sprak de betrokkene, of zat aan tafel over de casus.",
    ),
    "KNOWLEDGE_TEAM": (
        "Several professionals are in the team; little contact is recorded.",
        "Er zitten meer professionals in het team; er is weinig contact vastgelegd.",
    ),
    "KNOWLEDGE_WITH_ONE": (
        "All {count} contacts of the last {days} days were with one professional, and nobody else met about the case.",
        "Alle {count} contacten van de laatste {days} dagen waren met één professional, en niemand anders overlegde.",
    ),
    "KNOWLEDGE_UNKNOWN": (
        "One professional is in the team, and little or no contact of the last {days} days is recorded.",
        "Er zit één professional in het team, en van de laatste {days} dagen is weinig of geen contact vastgelegd.",
    ),
    "TIE_NOT_CONFIRMED": (
        "Nobody confirmed this involvement since {day}.",
        "Niemand heeft deze betrokkenheid bevestigd sinds {day}.",
    ),
    "TIES_CONFIRMED": ("Every involvement was confirmed in time.", "Elke betrokkenheid is op tijd bevestigd."),
    "ACTIONS_DONE": ("Every action was done or dropped.", "Elke actie is gedaan of vervallen."),
    "NO_OPEN_ACTION": ("No action is open.", "Er staat geen actie open."),
    "NO_OPEN_ACTION_OF_PROFESSIONAL": (
        "No open action is owned by a professional.",
        "Geen open actie is van een professional.",
    ),
    "ACTION_WITHOUT_OWNER": ("Nobody owns this action.", "Deze actie is van niemand."),
    "ACTIONS_OWNED": ("Every open action has an owner.", "Elke open actie heeft een eigenaar."),
    "ACTION_OVERDUE": (
        "Due by {due}; {days} day(s) late.",
        "Had uiterlijk {due} gemoeten; {days} dag(en) te laat.",
    ),
    "ACTION_WITHOUT_DUE_DATE": (
        "No due date is recorded, so whether it is late cannot be told.",
        "Er is geen uiterste datum vastgelegd, dus of het te laat is valt niet te zeggen.",
    ),
    "ACTIONS_IN_TIME": ("No open action is past its due date.", "Geen open actie is over de uiterste datum."),
    "ACTION_ORPHANED": (
        "Who owns it left the case, or the position, by {day}.",
        "Van wie de actie is, is sinds {day} weg uit de casus of uit de functie.",
    ),
    "OWNER_NOT_IN_TEAM": (
        "Who owns it was never recorded as involved here.",
        "Van wie de actie is, is hier nooit als betrokken vastgelegd.",
    ),
    "OWNERS_THERE": ("Who owns an open action is there.", "Wie een open actie heeft, is er."),
    "NOTHING_PROMISED": (
        "No open action and no agreed action on a condition has an owner.",
        "Geen open actie en geen afspraak bij een basisvoorwaarde heeft een eigenaar.",
    ),
    "PROMISE_DOUBLED": ("{count} promised the same.", "{count} hebben hetzelfde toegezegd."),
    "PROMISES_ONCE": ("Nothing was promised by two.", "Niets is door twee toegezegd."),
    "NOTHING_TO_PAY": (
        "No help and no action is planned or runs.",
        "Er loopt geen hulp of actie, en er is geen gepland.",
    ),
    "NOBODY_PAYS_HELP": ("Nobody pays for this help yet.", "Voor deze hulp betaalt nog niemand."),
    "NOBODY_PAYS_ACTION": ("Nobody pays for this action yet.", "Voor deze actie betaalt nog niemand."),
    "PAYER_NOT_SAID": (
        "Whether this action costs anything, and who pays, is not said.",
        "Niet gezegd of deze actie iets kost, en wie betaalt.",
    ),
    "SOMEBODY_PAYS": ("Somebody pays for all of it.", "Voor alles betaalt iemand."),
    "NO_REFERRAL": ("Nobody was referred.", "Er is niet verwezen."),
    "REFERRAL_SILENT": (
        "Asked on {since}, and no answer for {days} days.",
        "Gevraagd op {since}, en al {days} dagen geen antwoord.",
    ),
    "REFERRALS_ANSWERED": ("Every referral was answered, or is recent.", "Elke verwijzing is beantwoord, of nog vers."),
    "NOT_INSIDE": (
        "Nobody of this case is inside.",
        "Niemand van deze casus zit vast.",
    ),
    "NO_SUPERVISION": ("No supervision follows.", "Er volgt geen toezicht."),
    "SUPERVISOR_MET": (
        "They met, or the release is not near yet.",
        "Ze kennen elkaar, of de vrijlating is nog niet nabij.",
    ),
    "SUPERVISOR_NOT_MET": (
        "Release on {release}, and no meeting with a supervision officer is recorded.",
        "Vrijlating op {release}, en er is geen ontmoeting met een toezichthouder vastgelegd.",
    ),
    "CONDITIONS_SETTLED": (
        "They are in order, or the release is not near yet.",
        "Ze zijn op orde, of de vrijlating is nog niet nabij.",
    ),
    "OPEN_IDENTITY_DOCUMENT": (
        "Release on {release}, and this is not in order: identity document.",
        "Vrijlating op {release}, en dit is niet op orde: identiteitsbewijs.",
    ),
    "OPEN_HOUSING": (
        "Release on {release}, and this is not in order: housing.",
        "Vrijlating op {release}, en dit is niet op orde: wonen.",
    ),
    "OPEN_WORK_AND_INCOME": (
        "Release on {release}, and this is not in order: work and income.",
        "Vrijlating op {release}, en dit is niet op orde: werk en inkomen.",
    ),
    "OPEN_DEBTS": (
        "Release on {release}, and this is not in order: debts.",
        "Vrijlating op {release}, en dit is niet op orde: schulden.",
    ),
    "OPEN_CARE": (
        "Release on {release}, and this is not in order: care.",
        "Vrijlating op {release}, en dit is niet op orde: zorg.",
    ),
    "OPEN_SOCIAL_NETWORK": (
        "Release on {release}, and this is not in order: social network.",
        "Vrijlating op {release}, en dit is niet op orde: sociaal netwerk.",
    ),
}
