"""Signing in and out through the pages."""

from typing import Any

from django.test import Client


def test_the_right_password_opens_the_page_that_was_asked_for(world: Any) -> None:
    client = Client()
    answer = client.post("/sign-in", {"username": "zhou", "password": world.password, "next": "/dictionary/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/dictionary/")


def test_a_wrong_password_is_422_and_does_not_say_which_was_wrong(world: Any) -> None:
    known = Client().post("/sign-in", {"username": "zhou", "password": "no"})
    unknown = Client().post("/sign-in", {"username": "nobody", "password": "no"})
    assert known.status_code == unknown.status_code == 422
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_after_five_failures_the_page_says_until_when_the_account_rests(world: Any) -> None:
    for _ in range(5):
        Client().post("/sign-in", {"username": "zhou", "password": "no"})
    answer = Client().post("/sign-in", {"username": "zhou", "password": world.password})
    assert answer.status_code == 422
    assert any(char.isdigit() for char in str(answer.context["form"].non_field_errors()))


def test_signing_in_does_not_lead_to_another_host(world: Any) -> None:
    answer = Client().post(
        "/sign-in", {"username": "zhou", "password": world.password, "next": "https://elsewhere.example/"}
    )
    assert answer.headers["Location"] == "/"


def test_signing_out_ends_the_session(world: Any) -> None:
    client = Client()
    client.post("/sign-in", {"username": "zhou", "password": world.password})
    assert client.get("/").status_code == 200
    client.post("/sign-out")
    assert client.get("/").status_code == 302
