-- fact:    area_cycle
-- zh:      监测周期完成情况
-- en:      What the monitoring cycle owed a county
-- grain:   area_id
-- subject: area
-- columns:
--   monitoring_runs      integer  item | 上月监测次数 | Monitoring runs of last month
--   analysis_runs        integer  item | 上月分析次数 | Analyses of last month
--   summary_runs         integer  item | 上月汇总次数 | Summaries of last month
--   circular_runs        integer  item | 上月通报次数 | Circulars of last month
--   in_order             boolean       | 先后有序 / 先后失序 | In order / Out of order | NULL while a product is missing | 有缺项时为空
--   summary_days         integer  day  | 距上次日汇总天数 | Days since the last daily summary | NULL before the first | 尚未开始时为空
--   verification_days    integer  day  | 距上次周核实天数 | Days since the last weekly verification | NULL before the first | 尚未开始时为空
--   survey_runs          integer  item | 上月调研次数 | Monthly surveys of last month
WITH made AS (
  SELECT
    area_code,
    kind,
    produced_on,
    (extract(YEAR FROM :as_of) - extract(YEAR FROM period_from_on)) * 12
      + extract(MONTH FROM :as_of) - extract(MONTH FROM period_from_on) AS months_ago
  FROM cycle_product
  WHERE produced_on <= :as_of
),
counted AS (
  SELECT
    area_code,
    count(*) FILTER (WHERE kind = 'monitoring' AND months_ago = 1) AS monitoring,
    count(*) FILTER (WHERE kind = 'analysis' AND months_ago = 1) AS analysis,
    count(*) FILTER (WHERE kind = 'summary' AND months_ago = 1) AS summary,
    count(*) FILTER (WHERE kind = 'circular' AND months_ago = 1) AS circular,
    min(produced_on) FILTER (WHERE kind = 'monitoring' AND months_ago = 1) AS monitored_on,
    min(produced_on) FILTER (WHERE kind = 'analysis' AND months_ago = 1) AS analysed_on,
    min(produced_on) FILTER (WHERE kind = 'summary' AND months_ago = 1) AS summarised_on,
    min(produced_on) FILTER (WHERE kind = 'circular' AND months_ago = 1) AS circulated_on,
    max(produced_on) FILTER (WHERE kind = 'daily_summary') AS daily_on,
    max(produced_on) FILTER (WHERE kind = 'weekly_verification') AS weekly_on
  FROM made
  GROUP BY area_code
),
surveys AS (
  SELECT area_code, count(*) AS rounds
  FROM survey_round
  WHERE kind = 'monthly_survey' AND completed_on <= :as_of
    AND (extract(YEAR FROM :as_of) - extract(YEAR FROM completed_on)) * 12
      + extract(MONTH FROM :as_of) - extract(MONTH FROM completed_on) = 1
  GROUP BY area_code
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  coalesce(c.monitoring, 0) AS monitoring_runs,
  coalesce(c.analysis, 0) AS analysis_runs,
  coalesce(c.summary, 0) AS summary_runs,
  coalesce(c.circular, 0) AS circular_runs,
  c.monitored_on <= c.analysed_on AND c.analysed_on <= c.summarised_on AND c.summarised_on <= c.circulated_on AS in_order,
  days_between(c.daily_on, :as_of) AS summary_days,
  days_between(c.weekly_on, :as_of) AS verification_days,
  coalesce(s.rounds, 0) + coalesce(above.rounds, 0) AS survey_runs
FROM area AS a
LEFT JOIN counted AS c ON c.area_code = a.code
LEFT JOIN surveys AS s ON s.area_code = a.code
LEFT JOIN surveys AS above ON left(above.area_code, 4) = left(a.code, 4) AND above.area_code <> a.code
  AND (length(above.area_code) = 4 OR substring(above.area_code, 5, 2) = '00')
WHERE a.level = 'county'
