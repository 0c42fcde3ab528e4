-- fact:    paper_trail
-- zh:      文件条款落点
-- en:      Where an article of a document leads
-- grain:   document_article_id
-- subject: document_article
-- columns:
--   number text     | 文号 | Number of the document | As printed; where there is none, the title
--   leads  boolean  | 有落点 | Leads to a scheme, a rule or an indicator
SELECT
  x.id AS document_article_id,
  x.area_code,
  d.number,
  x.scheme_id IS NOT NULL OR x.rule IS NOT NULL OR x.indicator IS NOT NULL AS leads
FROM document_article AS x
JOIN document AS d ON d.id = x.document_id
