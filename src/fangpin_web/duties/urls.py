"""Addresses of duties, draws, plans and files."""

from django.urls import path

from fangpin_web.duties import draw_views, leading_views, plan_views, views, visit_views

app_name = "duties"

urlpatterns = [
    path("duties/", views.coverage, name="coverage"),
    path("duties/list", views.duty_list, name="list"),
    path("duties/export", views.export, name="export"),
    path("duties/short/<slug:chain>/<int:no>/", views.short, name="short"),
    path("duties/officers/<int:key>/", views.person, name="person"),
    path("duties/supervision", views.supervision, name="supervision"),
    path("duties/draws/", draw_views.draws, name="draws"),
    path("duties/draws/<int:key>/", draw_views.draw_page, name="draw"),
    path("duties/draws/<int:key>/open", draw_views.open_draw, name="open-draw"),
    path("duties/calls/<int:key>/", draw_views.call, name="call"),
    path("duties/inspections/<int:key>/", draw_views.inspect, name="inspect"),
    path("duties/visits", visit_views.visit_plan, name="visits"),
    path("duties/visits/export", visit_views.export_visits, name="export-visits"),
    path("duties/leaders", leading_views.leaders, name="leaders"),
    path("duties/area-lists", leading_views.area_lists, name="area-lists"),
    path("duties/pairings", visit_views.pairings, name="pairings"),
    path("duties/pairings/export", visit_views.export_pairings, name="export-pairings"),
    path("duties/files/", views.binders, name="binders"),
    path("duties/files/<int:key>/", views.binder, name="binder"),
    path("plans/", plan_views.plans, name="plans"),
    path("plans/export", plan_views.export_plans, name="export-plans"),
    path("plans/households/<int:key>/", plan_views.plan, name="plan"),
    path("plans/households/<int:key>/draft", plan_views.draft, name="draft"),
    path("plans/households/<int:key>/measures", plan_views.add_measure, name="add-measure"),
    path("plans/measures/<int:key>/carried-out", plan_views.carry_out, name="carry-out"),
    path("plans/<int:key>/<slug:name>", plan_views.step, name="plan-step"),
]
