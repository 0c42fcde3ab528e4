-- fact:    survey_standing
-- zh:      排查轮次情况
-- en:      Survey rounds
-- grain:   survey_round_id
-- subject: survey_round
-- columns:
--   survey       code(survey_kind)  | 排查类别 | Kind
--   completed    boolean            | 已完成 / 未完成 | Complete / Not complete
--   seeded       boolean            | 留存抽样种子 / 未留存抽样种子 | Seed of the draw kept / Seed not kept
--   overdue_days integer  day       | 超期天数 | Days beyond the due day | NULL without a due day; 0 once complete | 没有期限时为空
--   forms        integer  item      | 排查表数 | Forms
--   unfilled     integer  item      | 未排查单元数 | Units not looked at | of a five-look round of this year; NULL for others | 仅本年度五看排查
WITH gaps AS (
  SELECT survey_round_id, sum(CASE WHEN filled THEN 0 ELSE 1 END) AS unfilled FROM survey_unit WHERE this_year GROUP BY survey_round_id
),
forms AS (
  SELECT round_id, count(*) AS forms FROM survey_form WHERE filled_on <= :as_of GROUP BY round_id
)
SELECT
  r.id AS survey_round_id,
  r.area_code,
  r.kind AS survey,
  r.completed_on IS NOT NULL AND r.completed_on <= :as_of AS completed,
  r.draw_seed IS NOT NULL AS seeded,
  CASE WHEN r.completed_on <= :as_of THEN 0 ELSE days_between(r.due_on, :as_of) END AS overdue_days,
  coalesce(forms.forms, 0) AS forms,
  gaps.unfilled
FROM survey_round AS r
LEFT JOIN gaps ON gaps.survey_round_id = r.id
LEFT JOIN forms ON forms.round_id = r.id
WHERE r.began_on IS NULL OR r.began_on <= :as_of
