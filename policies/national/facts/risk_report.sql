-- fact:    risk_report
-- zh:      风险报告核实
-- en:      Risk reports and their verification
-- grain:   clue_id
-- subject: clue
-- columns:
--   waiting    boolean       | 未核实 / 已核实 | Not verified / Verified
--   days_open  integer  day  | 报告至今天数 | Days since it was raised
SELECT
  c.id AS clue_id,
  c.area_code,
  c.closed_on IS NULL AND c.state IN ('open', 'taken') AS waiting,
  days_between(c.raised_on, :as_of) AS days_open
FROM clue AS c
WHERE c.raised_on <= :as_of AND c.merged_into IS NULL
