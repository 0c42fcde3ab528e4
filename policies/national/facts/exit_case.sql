-- fact:    exit_case
-- zh:      退出验收个案
-- en:      Exits and their verification
-- grain:   exit_check_id
-- subject: exit_check
-- columns:
--   exits             code(exit_kind)  | 退出类别 | What exits
--   income_passed     boolean          | 收入达标 / 收入不达标 | Income above the line / Income not above the line
--   guarantees_passed boolean          | 保障达标 / 保障不达标 | All guarantees met / A guarantee not met
--   passed            boolean          | 验收合格 / 验收不合格 | Passed / Not passed
--   days_passed       integer  day     | 验收至今天数 | Days since verification
--   announced         boolean          | 已公告 / 未公告 | Announced / Not announced
SELECT
  x.id AS exit_check_id,
  x.area_code,
  x.kind AS exits,
  x.income_passed,
  x.guarantees_passed,
  x.passed,
  days_between(x.verified_on, :as_of) AS days_passed,
  x.announced_on IS NOT NULL AND x.announced_on <= :as_of AS announced
FROM exit_check AS x
WHERE x.verified_on IS NULL OR x.verified_on <= :as_of
