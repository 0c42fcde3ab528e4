-- fact:    county_money
-- zh:      县级资金与担保
-- en:      Money and guarantees of counties
-- grain:   area_id
-- subject: area
-- columns:
--   received_yuan    decimal(18,2)  CNY  | 本年财政专项到位 | Special fiscal funds received in the year
--   paid_yuan        decimal(18,2)  CNY  | 本年财政专项支出 | Special fiscal funds paid in the year
--   deposit_yuan     decimal(18,2)  CNY  | 风险担保金 | Deposit of the risk-guarantee fund
--   guaranteed_yuan  decimal(18,2)  CNY  | 担保贷款余额 | Balance of guaranteed loans | NULL where a balance is missing | 有贷款余额缺失时为空
WITH money AS (
  SELECT
    left(area_code, 6) AS code,
    sum(CASE WHEN source = 'fiscal_special' AND state = 'received' AND extract(YEAR FROM moved_on) = extract(YEAR FROM :as_of) THEN amount_yuan ELSE 0 END) AS received_yuan,
    sum(CASE WHEN source = 'fiscal_special' AND state = 'paid' AND extract(YEAR FROM moved_on) = extract(YEAR FROM :as_of) THEN amount_yuan ELSE 0 END) AS paid_yuan,
    sum(CASE WHEN purpose = 'risk_guarantee' AND state = 'received' THEN amount_yuan ELSE 0 END) AS deposit_yuan
  FROM fund_transaction
  WHERE moved_on <= :as_of AND length(area_code) >= 6
  GROUP BY left(area_code, 6)
),
loans AS (
  SELECT left(area_code, 6) AS code, sum(balance_yuan) AS guaranteed_yuan, bool_or(balance_yuan IS NULL) AS missing
  FROM loan
  WHERE guaranteed AND lent_on <= :as_of AND (repaid_on IS NULL OR repaid_on > :as_of)
  GROUP BY left(area_code, 6)
)
SELECT
  a.id AS area_id,
  a.code AS area_code,
  coalesce(money.received_yuan, 0) AS received_yuan,
  coalesce(money.paid_yuan, 0) AS paid_yuan,
  coalesce(money.deposit_yuan, 0) AS deposit_yuan,
  CASE WHEN loans.missing THEN NULL ELSE coalesce(loans.guaranteed_yuan, 0) END AS guaranteed_yuan
FROM area AS a
LEFT JOIN money ON money.code = a.code
LEFT JOIN loans ON loans.code = a.code
WHERE a.level = 'county'
