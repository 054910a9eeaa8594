"""The shared vocabularies against the standards they follow."""

from collections import Counter
from pathlib import Path
from string import ascii_uppercase

import pytest

from tabara.codelists import load_pack

HTCDS = {
    "case_status": "Active FollowUp Closed ClosedReferred",
    "control_method": "PhysicalThreats ThreatsLawEnforcement ThreatensChildrenFamily DebtBondage FalsePromises "
    "PhysicalAbuse SexualAbuse TakesEarnings RestrictsFinancialAccess RestrictsMedicalCare WithholdsNecessities "
    "PsychologicalAbuse PsychoactiveSubstance ExcessiveWorkingHours WithholdsDocuments Other",
    "deciding_organisation": "Police NGO CourtOrProsecution NonPoliceGovernmentalOrganization Other",
    "determination_status": "PossibleVictimOfTrafficking ActualVictimOfTrafficking NotAVictimOfTrafficking",
    "education": "EarlyChildhoodEducation PrimaryEducation LowerSecondaryEducation UpperSecondaryEducation "
    "PostSecondaryNonTertiaryEducation ShortCycleTertiaryEducation BachelorsOrEquivalentLevel "
    "MastersOrEquivalentLevel DoctoralOrEquivalentLevel",
    "exploitation": "ForcedLabour SexualExploitation ChildLabour ForcedMarriage Servitude "
    "ForcedMilitaryByNonStateActors OrganRemoval ForcedBegging ForcedAdoption Surrogacy Other",
    "marital_status": "Single Married Widowed Divorced Separated RegisteredPartnership",
    "recruiter_relation": "Familial Acquainted Unaquainted",
    "recruitment_method": "AtAPlaceOfBusiness AtAnEducationalInstitution AtWork ThroughOnlineSocialNetworks "
    "ThroughAnOnlineAdvertisement ThroughATelevisionAdvert ThroughANewspaperAdvert ThroughFamilyOrFamilyEvents "
    "ThroughFriendsOrSocialEvents Other",
    "sexual_exploitation": "Prostitution Pornography RemoteInteractiveServices PrivateSexualServices",
}
CTDC_MEANS = {
    "meansDebtBondageEarnings": {"debt_bondage", "takes_earnings"},
    "meansThreats": {"physical_threats", "threats_law_enforcement", "threatens_family", "uses_children"},
    "meansAbusePsyPhySex": {"psychological_abuse", "physical_abuse", "sexual_abuse"},
    "meansFalsePromises": {"false_promises"},
    "meansDrugsAlcohol": {"psychoactive_substance"},
    "meansDenyBasicNeeds": {
        "restricts_finances",
        "restricts_movement",
        "restricts_medical_care",
        "withholds_necessities",
    },
    "meansExcessiveWorkHours": {"excessive_hours"},
    "meansWithholdDocs": {"withholds_documents"},
}
ILO_ADULT_LABOUR = {
    "deceptive_recruitment": {"S": 1, "M": 8, "W": 1},
    "coercive_recruitment": {"S": 1, "M": 9},
    "recruitment_by_abuse": {"M": 12, "W": 4},
    "exploitation": {"S": 1, "M": 7, "W": 1},
    "coercion_at_destination": {"S": 4, "M": 10, "W": 1},
    "abuse_at_destination": {"M": 5, "W": 2},
}


@pytest.fixture(scope="module")
def lists():
    return load_pack(Path(__file__).parents[2] / "packs" / "common").codelists


@pytest.mark.parametrize("key", HTCDS)
def test_every_value_of_the_case_data_standard_has_a_code(lists, key):
    mapped = {code.maps["htcds-2.0"] for code in lists[key].codes.values() if "htcds-2.0" in code.maps}
    assert mapped == set(HTCDS[key].split())


def test_the_means_of_ctdc_gather_the_methods_of_control_as_its_codebook_says(lists):
    found = {}
    for code in lists["control_method"].codes.values():
        if "ctdc-2024" in code.maps:
            found.setdefault(code.maps["ctdc-2024"], set()).add(code.key)
    assert found == CTDC_MEANS


def test_the_sectors_are_the_sections_a_to_u_of_isic(lists):
    assert [code.maps["isic-4"] for code in lists["sector"].codes.values()] == list(ascii_uppercase[:21])


def test_every_country_has_its_own_three_letters(lists):
    three = [code.more["alpha3"] for code in lists["country"].codes.values()]
    assert (len(three), len(set(three))) == (249, 249)


def test_the_palermo_protocol_has_five_acts_and_seven_means(lists):
    assert (len(lists["act"].codes), len(lists["means"].codes)) == (5, 7)


def test_the_indicators_of_adult_labour_are_those_of_the_delphi_survey(lists):
    found = {}
    for code in lists["indicator"].codes.values():
        if code.more["set"] == "adult_labour":
            found.setdefault(code.more["dimension"], Counter())[code.more["strength"]] += 1
    assert found == ILO_ADULT_LABOUR


def test_indicators_not_seen_in_a_source_are_marked_provisional(lists):
    marked = {
        (code.more["set"] == "adult_labour", code.more.get("status")) for code in lists["indicator"].codes.values()
    }
    assert marked == {(True, None), (False, "provisional")}


@pytest.mark.parametrize("column", ["set", "dimension", "strength"])
def test_what_an_indicator_is_sorted_by_is_itself_a_codelist(lists, column):
    used = {code.more[column] for code in lists["indicator"].codes.values()}
    assert used == set(lists[f"indicator_{column}"].codes)


def test_slavery_like_practices_are_exchanged_as_servitude(lists):
    forms = lists["exploitation"]
    assert forms.codes["slavery_like_practices"].maps["htcds-2.0"] == "Servitude"
    assert forms.within("servitude") == {"servitude", "slavery_like_practices"}


def test_no_label_is_padded_or_doubled_within_its_list(lists):
    doubled = [
        (codelist.key, language, label)
        for codelist in lists.values()
        if codelist.key != "indicator"
        for language in ("en", "fr", "rn", "sw")
        for label, count in Counter(code.label[language] for code in codelist.codes.values()).items()
        if count > 1
    ]
    assert doubled == []
