-- fact:    pillar_money
-- zh:      资金所属格局
-- en:      The pillar money belongs to
-- grain:   fund_transaction_id
-- subject: fund_transaction
-- columns:
--   pillar       code(pillar)             | 三位一体 | Pillar | its own, else that of its project | 资金未标明的取项目的
--   assigned     boolean                  | 已归类 | Has a pillar
--   state        code(fund_state)         | 资金状态 | State
--   amount_yuan  decimal(18,2)  CNY       | 金额 | Amount
--   moved_on     date                     | 日期 | Date
SELECT
  f.id AS fund_transaction_id,
  f.area_code,
  coalesce(f.pillar, j.pillar) AS pillar,
  coalesce(f.pillar, j.pillar) IS NOT NULL AS assigned,
  f.state,
  f.amount_yuan,
  f.moved_on
FROM fund_transaction AS f
LEFT JOIN project AS j ON j.id = f.project_id
WHERE f.moved_on <= :as_of
