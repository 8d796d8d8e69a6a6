"""A seed of two invented people, small enough to read, with one of everything that a seed can hold."""

from pathlib import Path

FILES = {
    "campaigns.yaml": """
- {key: harbour, name: Harbour, zone: Europe/London, summary: Dockers arrested in an invented port.}
""",
    "sources.yaml": """
- key: harbour-page
  title: A page of appeals
  published: "2015-03"
  kind: archive-page
  reliability: c
  file: "900"
- key: harbour-appeal
  title: Free the dockers
  container: harbour-page
  kind: appeal
  reliability: b
  file: "900"
  derived_from: [{source: harbour-radio, note: It quotes the broadcast.}]
- {key: harbour-report, title: Trial report, published: "2015-06-02", kind: report, reliability: a, file: "901"}
- key: harbour-radio
  title: Harbour radio
  kind: broadcast
  reliability: d
  cited_only: true
  cites: [{source: harbour-appeal, at: harbour radio said}]
""",
    "places.yaml": """
- {key: albion, name: Albion, kind: country, country: United Kingdom}
- key: porto
  name: Porto Novo
  kind: town
  within: albion
  country: United Kingdom
  also: [{text: Puerto Novo, cites: [{source: harbour-report, at: in Puerto Novo}]}]
  cites: [{source: harbour-appeal, at: the town of Porto Novo}]
""",
    "facilities.yaml": """
- key: porto-jail
  name: Porto jail
  kind: prison
  place: porto
  cites: [{source: harbour-appeal, at: in Porto jail}]
""",
    "organisations.yaml": """
- {key: dockers-union, name: Dockers' Union, kind: union, cites: [{source: harbour-appeal, at: the Dockers Union}]}
""",
    "people.yaml": """
- key: ada-quay
  name: Ada Quay
  gender: female
  born: "1980~"
  born_cites: [{source: harbour-appeal, at: in her thirties}]
  names:
    - text: Ada Quay
      script: Latn
      kind: spelling
      cites:
        - {source: harbour-appeal, at: docker Ada Quay, field: name, value: Ada Quay}
    - text: Ada Key
      script: Latn
      kind: spelling
      cites: [{source: harbour-report, at: the accused Ada Key, field: name, value: Ada Key}]
  conflicts:
    - {field: name, chosen: {source: harbour-appeal, at: docker Ada Quay}, reason: Those who know her write it so.}
  roles:
    - {role: trade-unionist, organisation: dockers-union, since: "2014", cites: [{source: harbour-appeal, at: elected}]}
  maybe_same:
    - {person: docker-unnamed, certainty: possible, reason: Same job., cites: [{source: harbour-report, at: a docker}]}
- key: bo-mole
  name: Bo Mole
  gender: male
  names: [{text: Bo Mole, script: Latn, kind: spelling, cites: [{source: harbour-appeal, at: and Bo Mole}]}]
  roles: [{role: oil-worker, cites: [{source: harbour-appeal, at: and Bo Mole}]}]
  relations: [{person: ada-quay, kind: spouse, note: For years., cites: [{source: harbour-appeal, at: her husband}]}]
- key: docker-unnamed
  name: Unnamed docker
  named: false
  roles: [{role: witness, cites: [{source: harbour-report, at: a docker}]}]
""",
    "cases/K-001.yaml": """
key: ada-quay
reference: K-001
person: ada-quay
campaign: harbour
title: Docker in prison
opened: "2015-03"
visibility: team
summary: Sentenced after a strike.
open_question: Is she still held?
consent:
  - uses: [letters]
    fields: [name, custody, sentence, health]
    basis: public-call
    given: "2015-03"
    cites: [{source: harbour-appeal, at: write to the minister}]
entries:
  - key: ada-arrest
    kind: custody
    on: "2015-02-01/2015-02-03"
    form: arrest
    facility: porto-jail
    place: porto
    lawyer: "no"
    incident: dock-strike
    summary: Arrested at night.
    cites: [{source: harbour-appeal, at: arrested in February, claimant: her husband}]
  - key: ada-charge
    kind: charge
    on: "2015-02"
    wording: disturbing the peace
    normalised: mass-disorder
    outcome: convicted
    outcome_on: "2015-05-30"
    summary: Charged with disorder.
    cites: [{source: harbour-report, at: charged with disturbing}]
  - key: ada-sentence
    kind: sentence
    on: "2015-05-30"
    form: prison
    length: P3Y
    charge: ada-charge
    summary: Three years.
    cites:
      - {source: harbour-report, at: three years in prison, field: length, value: P3Y}
      - {source: harbour-appeal, at: up to four years, field: length, value: P4Y}
    conflicts:
      - {field: length, chosen: {source: harbour-report, at: three years in prison}, reason: The court's own record.}
  - key: ada-sentence-cut
    kind: sentence
    on: "2015-06-01"
    form: prison
    length: P2Y
    part: main
    supersedes: ada-sentence
    relation: instead-of
    summary: Cut to two years.
    cites: [{source: harbour-report, at: cut to two years}]
  - key: ada-appeal
    kind: appeal
    on: "2015-06-01"
    level: appeal
    outcome: reduced
    resulting_sentence: ada-sentence-cut
    summary: The appeal shortened the term.
    cites: [{source: harbour-report, at: the appeal court}]
""",
    "cases/K-002.yaml": """
key: bo-mole
reference: K-002
person: bo-mole
campaign: harbour
title: Docker threatened
opened: "2015-03"
visibility: team
summary: Threatened with a charge.
open_question: Was he ever charged?
entries:
  - key: bo-threat
    kind: threat
    on: "2015-03~"
    what: Told that he would be next.
    summary: Threatened by the police.
    cites: [{source: harbour-appeal, at: he would be next}]
""",
    "incidents.yaml": """
- key: dock-strike
  reference: I-001
  kind: strike
  title: The dock strike
  on: "2015-01"
  place: porto
  summary: Dockers stopped work.
  cites: [{source: harbour-appeal, at: the strike began}]
  members:
    - {case: ada-quay, part: on strike, cites: [{source: harbour-appeal, at: docker Ada Quay}]}
    - {person: docker-unnamed, part: saw it, cites: [{source: harbour-report, at: a docker}]}
  unnamed:
    - {key: the-others, description: Other dockers, count: 40, cites: [{source: harbour-report, at: forty others}]}
  figures:
    - key: arrested
      measure: arrested
      value: 12
      qualifier: at-least
      claimant: the union
      cites: [{source: harbour-appeal, at: twelve arrested}]
  groups:
    - key: tried
      label: Tried
      count: 3
      partial: true
      members: [ada-quay, bo-mole]
      cites: [{source: harbour-report, at: three}]
    - {key: freed, label: Freed, count: 1, parent: tried, cites: [{source: harbour-report, at: one}]}
  facts:
    - key: how-long
      on: "2015"
      value: 4 months
      summary: How long the strike lasted.
      cites:
        - {source: harbour-report, at: four months, field: value, value: 4 months}
        - {source: harbour-appeal, at: half a year, field: value, value: 6 months}
      conflicts: [{field: value, chosen: {source: harbour-report, at: four months}, reason: It counts the days.}]
""",
    "actions.yaml": """
- key: letters-2015
  kind: letter-call
  status: called-for
  title: Write to the minister
  on: "2015-03"
  until: "2015-04"
  places: [porto]
  addressees: [port-minister]
  organisers: [dockers-union, bo-mole]
  people: [ada-quay]
  summary: Readers are asked to write.
  cases: [ada-quay]
  incidents: [dock-strike]
  donations:
    - donor: A reader
      amount: 50
      currency: GBP
      cites: [{source: harbour-appeal, at: fifty pounds}]
  figures: [{key: letters, measure: amount, words: hundreds, cites: [{source: harbour-appeal, at: hundreds}]}]
  cites: [{source: harbour-appeal, at: write to the minister}]
""",
    "demands.yaml": """
- key: free-them
  by: The union
  organisation: dockers-union
  kind_of: union
  text: Free the dockers.
  on: "2015-03"
  cases: [ada-quay, bo-mole]
  ours: false
  cites: [{source: harbour-appeal, at: free the dockers}]
""",
    "addressees.yaml": """
- key: port-minister
  office: Minister of ports
  country: United Kingdom
  email: minister@example.org
  also_email: [Minister@example.org]
  missing: [address, name]
  cites: [{source: harbour-appeal, at: minister@example.org}]
""",
}


def write_seed(folder: Path) -> Path:
    """The sample's files in a new folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    return folder


def change(folder: Path, name: str, before: str, after: str) -> None:
    """One place in one file, rewritten; the place must be there once."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {name}"
    path.write_text(text.replace(before, after), encoding="utf-8")
