-- fact:    housing_works
-- zh:      危房改造进度
-- en:      Housing works, from finding to acceptance
-- grain:   housing_work_id
-- subject: housing_work
-- columns:
--   household_id    integer                  | 户键 | Household key
--   registered      boolean                  | 建档立卡户 | On the register | NULL where no register has arrived
--   listing         code(housing_listing)    | 任务来源 | List
--   task_year       integer                  | 任务年度 | Year of the task
--   key_group       code(household_listing)  | 重点对象类别 | Key group
--   in_key_groups   boolean                  | 属四类重点对象 | In the key groups, as listed
--   belonged        boolean                  | 鉴定时在重点对象名册上 | On a roll of the key groups when assessed | NULL where it was never assessed | 未鉴定时为空
--   cause           code(housing_cause)      | 危房成因 | Cause of the damage
--   safety_campaign boolean                  | 房屋安全专项行动排查 | Found by a campaign on housing safety
--   campaign_ends_on date                    | 专项行动截止日 | Last day of the campaign
--   found_on        date                     | 发现日期 | Found on
--   assessed_on     date                     | 鉴定日期 | Assessed on
--   planned_on      date                     | 纳入计划日期 | Put into the plan on
--   due_on          date                     | 完成期限 | Due on
--   started_on      date                     | 开工日期 | Started on
--   completed_on    date                     | 竣工日期 | Completed on
--   accepted_on     date                     | 验收日期 | Accepted on
--   granted_on      date                     | 补助发放日期 | Grant paid on
--   planned         boolean                  | 已纳入计划 | In the plan by the day
--   completed       boolean                  | 已竣工 | Completed by the day
--   accepted        boolean                  | 已验收 | Accepted by the day
--   early           boolean                  | 提前完成 | Completed before it was due
--   made_safe       boolean                  | 已排除危险 | Completed, or moved out for good
--   lists           integer  item            | 同年度任务数 | Works of the household in the year of the task
WITH twins AS (
  SELECT household_id, task_year, count(*) AS lists
  FROM housing_work
  WHERE found_on IS NULL OR found_on <= :as_of
  GROUP BY household_id, task_year
),
asked AS (
  SELECT id, household_id, assessed_on FROM housing_work WHERE assessed_on IS NOT NULL
),
rolls AS (
  SELECT household_id, from_on, to_on FROM register_spell_spells
  WHERE register_type IN ('unlifted', 'lifted', 'lifted_no_policy')
  UNION ALL
  SELECT household_id, from_on, to_on FROM dibao_spell_spells
  UNION ALL
  SELECT household_id, from_on, to_on FROM tekun_spell_spells WHERE mode = 'dispersed'
  UNION ALL
  SELECT household_id, from_on, to_on FROM household_listing_spells WHERE listing = 'disabled_family'
),
belonging AS (
  SELECT a.id, count(r.household_id) > 0 AS belonged
  FROM asked AS a
  LEFT JOIN rolls AS r
    ON r.household_id = a.household_id AND r.from_on <= a.assessed_on
   AND (r.to_on IS NULL OR r.to_on > a.assessed_on)
  GROUP BY a.id
)
SELECT
  w.id AS housing_work_id,
  w.household_id,
  w.area_code,
  r.poverty_registered AS registered,
  w.listing,
  w.task_year,
  w.key_group,
  w.in_key_groups,
  b.belonged,
  w.cause,
  w.listing = 'safety_campaign' OR coalesce(c.kind = 'housing_safety', FALSE) AS safety_campaign,
  c.began_on + CAST(c.days - 1 AS INTEGER) AS campaign_ends_on,
  w.found_on,
  w.assessed_on,
  w.planned_on,
  w.due_on,
  w.started_on,
  w.completed_on,
  w.accepted_on,
  w.granted_on,
  w.planned_on IS NOT NULL AND w.planned_on <= :as_of AS planned,
  w.completed_on IS NOT NULL AND w.completed_on <= :as_of AS completed,
  w.accepted_on IS NOT NULL AND w.accepted_on <= :as_of AS accepted,
  CASE WHEN w.completed_on IS NULL OR w.completed_on > :as_of THEN FALSE ELSE w.completed_on < w.due_on END AS early,
  (w.completed_on IS NOT NULL AND w.completed_on <= :as_of)
    OR (w.moved_out_on IS NOT NULL AND w.moved_out_on <= :as_of) AS made_safe,
  t.lists
FROM housing_work AS w
LEFT JOIN household_register AS r ON r.household_id = w.household_id
LEFT JOIN campaign AS c ON c.id = w.campaign_id
LEFT JOIN twins AS t ON t.household_id = w.household_id AND t.task_year = w.task_year
LEFT JOIN belonging AS b ON b.id = w.id
