"""Expands the weeks of a timetable export by itself, for comparison with the domain's week view.

Prints one line per cell: kind, name, date, times, subject, teachers, people, rooms. It reads the XML
with the standard library and shares nothing with the Rust code but the description of the format.
"""

import datetime
import sys
import xml.etree.ElementTree as ElementTree

file, weeks = sys.argv[1], [int(week) for week in sys.argv[2:]]
root = ElementTree.parse(file).getroot()
for element in root.iter():
    element.tag = element.tag.split("}")[-1]


def day(text):
    return datetime.date.fromisoformat(text) if text else None


year = root.find("AnneeScolaire")
first, start, end = (day(year.get(name)) for name in ("DatePremierJourSemaine1", "DateDebut", "DateFin"))
places = {int(place.get("Numero")): place for place in root.iter("Place")}
subjects = {one.get("Ident"): one.get("Libelle") for one in root.iter("Matiere") if one.get("Libelle")}

names, class_of_part = {}, {}
for tag, section in (("Professeur", "Professeurs"), ("Personnel", "Personnels"), ("Eleve", "Eleves")):
    for one in root.iterfind(f"{section}/{tag}"):
        names[tag, one.get("Ident")] = f"{one.get('Nom').strip()} {one.get('Prenom').strip()}".strip()
for tag, section in (("Classe", "Classes"), ("Groupe", "Groupes"), ("Salle", "Salles")):
    for one in root.iterfind(f"{section}/{tag}"):
        names[tag, one.get("Ident")] = one.get("Nom").strip()
for one in root.iterfind("Classes/Classe"):
    for part in one.findall("PartieDeClasse"):
        class_of_part[part.get("Ident")] = one.get("Ident")
        names["PartieDeClasse", part.get("Ident")] = part.get("Nom") or f"{one.get('Nom')}/{part.get('Ident')}"

groups = {
    group.get("Ident"): {(one.tag, one.get("Ident")) for one in group} for group in root.iterfind("Groupes/Groupe")
}


def stays(pupil, date):
    """The classes and parts of a pupil on a day."""
    for one in pupil:
        if one.tag in ("Classe", "PartieDeClasse"):
            entry, exit = day(one.get("DateEntree")), day(one.get("DateSortie"))
            if (entry is None or entry <= date) and (exit is None or date <= exit):
                yield one.tag, one.get("Ident")


def concerns(tag, ident, pupil, date):
    """The resources whose courses concern somebody on a day."""
    found = {(tag, ident)}
    if tag == "Classe":
        found |= {("PartieDeClasse", part) for part, whole in class_of_part.items() if whole == ident}
        found |= {("Groupe", group) for group, inside in groups.items() if inside & found}
    if tag == "Eleve":
        found |= set(stays(pupil, date))
        found |= {("Groupe", group) for group, inside in groups.items() if inside & found}
    return found


def sessions(week):
    for course in root.iterfind("Cours/Cours"):
        date = first + datetime.timedelta(weeks=week - 1, days=int(course.get("Jour")) - 1)
        begin, last = int(course.get("NumeroPlaceDebut")), 0
        last = begin + int(course.get("NombrePlaces")) - 1
        cancelled = int(course.get("SemainesAnnulation") or 0)
        present = []
        for one in course:
            mask = one.get("Semaines") or one.get("SemainesInclusion")
            if mask and (int(mask) & ~cancelled) >> week & 1 and (one.tag, one.get("Ident")) in names:
                present.append((one.tag, one.get("Ident")))
        if present and begin in places and last in places and start <= date <= end:
            times = (places[begin].get("LibelleHeureDebut")[:5], places[last].get("LibelleHeureFin")[:5])
            yield date, times, course, present


def listed(present, *tags):
    return "+".join(sorted({names[one] for one in present if one[0] in tags}))


lines = []
for week in weeks:
    found = list(sessions(week))
    for tag, section in (
        ("Classe", "Classes"), ("Groupe", "Groupes"), ("Professeur", "Professeurs"), ("Salle", "Salles"),
        ("Eleve", "Eleves"),
    ):
        for one in root.iterfind(f"{section}/{tag}"):
            concerned = {}
            for date, (begin, until), course, present in found:
                if date not in concerned:
                    concerned[date] = concerns(tag, one.get("Ident"), one, date)
                if concerned[date].isdisjoint(present):
                    continue
                subject = subjects.get(course.find("Matiere").get("Ident"), "")
                lines.append("|".join((
                    tag, names[tag, one.get("Ident")], str(date), begin, until, subject.strip(),
                    listed(present, "Professeur", "Personnel"),
                    listed(present, "Classe", "PartieDeClasse", "Groupe", "Eleve"),
                    listed(present, "Salle"),
                )))
print("\n".join(sorted(lines)))
