-- fact:    fund_movement
-- zh:      资金拨付记录
-- en:      Movements of money
-- grain:   fund_transaction_id
-- subject: fund_transaction
-- columns:
--   state          code(fund_state)         | 资金状态 | State
--   source         code(fund_source)        | 资金来源 | Source
--   purpose        code(fund_purpose)       | 资金用途 | Purpose
--   mode           code(fund_mode)          | 直接或引进 | Direct or introduced
--   direction      code(direction)          | 帮扶方向 | Given or received
--   programme      code(project_programme)  | 项目来源 | Programme of the project it is for
--   for_year_plan  boolean                  | 用于本年度计划项目 | For a project of the plan of the year, or a line under one
--   amount_yuan    decimal(18,2)  CNY       | 金额 | Amount
--   moved_on       date                     | 日期 | Date
--   arrived        boolean                  | 已到位 / 未到位 | As much was received under the same document by the day | NULL without a document | 没有下达文件时为空
WITH received AS (
  SELECT document_id, sum(amount_yuan) AS amount_yuan
  FROM fund_transaction
  WHERE state = 'received' AND moved_on <= :as_of AND document_id IS NOT NULL
  GROUP BY document_id
),
allocated AS (
  SELECT document_id, sum(amount_yuan) AS amount_yuan
  FROM fund_transaction
  WHERE state = 'allocated' AND moved_on <= :as_of AND document_id IS NOT NULL
  GROUP BY document_id
)
SELECT
  f.id AS fund_transaction_id,
  f.area_code,
  f.state,
  f.source,
  f.purpose,
  f.mode,
  f.direction,
  j.programme,
  coalesce(g.in_year_plan, FALSE) AS for_year_plan,
  f.amount_yuan,
  f.moved_on,
  CASE WHEN f.document_id IS NOT NULL THEN coalesce(received.amount_yuan, 0) >= allocated.amount_yuan END AS arrived
FROM fund_transaction AS f
LEFT JOIN project AS j ON j.id = f.project_id
LEFT JOIN project_progress AS g ON g.project_id = coalesce(j.parent_id, j.id)
LEFT JOIN received ON received.document_id = f.document_id
LEFT JOIN allocated ON allocated.document_id = f.document_id
