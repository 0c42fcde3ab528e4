"""Cities from recipes: populations and rows written as data, sized by published figures, built to add up to them."""

from __future__ import annotations

from fangpin.synthesis.recipes.building import SEED, City, build
from fangpin.synthesis.recipes.entries import Population, Recipe, RecipeError, Rows, read_recipe

__all__ = ["SEED", "City", "Population", "Recipe", "RecipeError", "Rows", "build", "read_recipe"]
