"""A post that somebody has left: whoever stands in presides, and where nobody does it is said."""

from __future__ import annotations

from datetime import date

from meetingtui.services import finding, holders, planning, replanning, today, year_check
from tests import builders

NEXT = builders.YEAR + 1


def test_after_the_deputy_magistrate_has_left_his_deputies_preside(planned_office) -> None:
    holders.appoint(planned_office, "副縣長", "示範甲", date(NEXT, 1, 1))
    holders.vacate(planned_office, "副縣長", date(NEXT, 3, 1))
    left = finding.post_of(planned_office.registry(), "副縣長").id

    found = planning.propose(planned_office, NEXT)

    after = [one for one in found.sittings if one.chair_post_id == left and one.start.date() >= date(NEXT, 3, 1)]
    alone = {one.series for one in found.warnings if one.kind == "vacant"}
    assert after
    assert all(one.acting_post_id is not None or one.code in alone for one in after)


def test_what_was_planned_before_he_left_is_named_and_given_to_his_deputies(planned_office) -> None:
    builders.plan_year(planned_office, NEXT)
    holders.appoint(planned_office, "副縣長", "示範甲", date(NEXT, 1, 1))
    holders.vacate(planned_office, "副縣長", date(NEXT, 3, 1))
    found = [one for one in year_check.check(planned_office, NEXT).lines if one.hard]

    moves = replanning.propose(planned_office, NEXT).moves

    assert {one.rule for one in found} == {"vacant"}
    assert moves
    assert all(one.acting and one.sitting.start.startswith(one.start.isoformat()) for one in moves)
    assert {one.sitting.id for one in moves} <= {one.session_id for one in found}


def test_a_post_of_which_no_holder_is_known_is_not_called_vacant(planned_office) -> None:
    assert not [one for one in planning.propose(planned_office, NEXT).warnings if one.kind == "vacant"]


def test_today_names_a_vacant_post_once_with_the_sittings_that_it_is_to_preside(planned_office) -> None:
    builders.plan_year(planned_office, NEXT)
    holders.appoint(planned_office, "副縣長", "示範甲", date(NEXT, 1, 1))
    assert not [one for one in today.due(planned_office) if one.kind == "vacant"]

    holders.vacate(planned_office, "副縣長", date(NEXT, 3, 1))

    post = finding.post_of(planned_office.registry(), "副縣長").id
    left = [
        one for one in builders.sittings(planned_office, year=NEXT)
        if (one.acting_post_id or one.chair_post_id) == post and one.day >= f"{NEXT}-03-01"
    ]  # fmt: skip
    (found,) = [one for one in today.due(planned_office) if one.kind == "vacant"]
    assert (found.name, found.short, found.day) == ("副縣長", len(left), min(one.day for one in left))
    assert f"有{len(left)}場會議由其主持" in found.sentence
