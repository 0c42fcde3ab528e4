"""Addresses of issues, campaigns, the wall chart, meetings and the month's cycle."""

from django.urls import path

from fangpin_web.issues import campaign_views, views

app_name = "issues"

urlpatterns = [
    path("issues/", views.issue_list, name="list"),
    path("issues/new", views.new_issue, name="new"),
    path("issues/import", views.import_list, name="import"),
    path("issues/export", views.export, name="export"),
    path("issues/<int:key>/", views.issue_page, name="issue"),
    path("issues/<int:key>/sweep", views.sweep, name="sweep"),
    path("issues/<int:key>/<slug:name>", views.act, name="act"),
    path("board/", campaign_views.board, name="board"),
    path("campaigns/", campaign_views.campaign_list, name="campaigns"),
    path("campaigns/<int:key>/", campaign_views.campaign_page, name="campaign"),
    path("campaigns/<int:key>/tasks", campaign_views.new_task, name="new-task"),
    path("campaigns/<int:key>/end", campaign_views.end_campaign, name="end-campaign"),
    path("tasks/", campaign_views.task_list, name="tasks"),
    path("tasks/<int:key>/", campaign_views.task_page, name="task"),
    path("tasks/<int:key>/<slug:name>", campaign_views.task_act, name="task-act"),
    path("meetings/", campaign_views.meetings, name="meetings"),
    path("meetings/<int:key>/", campaign_views.meeting_page, name="meeting"),
    path("meetings/<int:key>/held", campaign_views.hold_meeting, name="hold-meeting"),
    path("meetings/<int:key>/minutes", campaign_views.file_minutes, name="file-minutes"),
    path("cycle/", campaign_views.cycle, name="cycle"),
]
