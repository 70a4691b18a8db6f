-- What a spending plan comes to, reckoned a second time: from what the file says
-- of itself (the view "answers"), in whole pence, and knowing nothing of how the
-- program reckons. See oneplan-file(5).
--
-- :instead is a JSON array of [field, row, value]: what counts in place of an
-- answer, since only the forms can say it. A null takes an answer out (it is not
-- asked for now, or cannot be read); a row's position taken out sets it aside.

WITH

instead (field, row, value) AS (
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:instead)
),

-- Every answer that counts.
said (field, row, value) AS MATERIALIZED (
  SELECT field, row, value FROM answers
  WHERE (field GLOB 'money.*' OR field GLOB 'purpose.*')
    AND value IS NOT NULL
    AND (field, row) NOT IN (SELECT field, row FROM instead)
  UNION ALL
  SELECT field, row, value FROM instead WHERE value IS NOT NULL
),

-- The plan's first day, counted from 1970, and its weeks: a year if it does not
-- say. Without a first day no date counts.
plan (first, weeks) AS MATERIALIZED (
  SELECT
    (SELECT unixepoch(value) / 86400 FROM said
      WHERE field = 'purpose.start' AND date(value) = value),
    coalesce((SELECT value FROM said
      WHERE field = 'purpose.weeks' AND value BETWEEN 1 AND 5200), 52)
),

-- The rows of the four tables, each with the answers that matter here.
stream (row, indicative) AS MATERIALIZED (
  SELECT row, coalesce(max(value) FILTER (WHERE field = 'money.indicative'), 0)
  FROM said GROUP BY row
  HAVING count(*) FILTER (WHERE field = 'money.stream.position') = 1
    AND count(*) FILTER (WHERE field = 'money.stream.removed' AND value = 1) = 0
),
line (row, quantity, price, frequency, times, contingency, split, paid_by,
    starts, ends) AS MATERIALIZED (
  SELECT row,
    max(value) FILTER (WHERE field = 'money.quantity'),
    max(value) FILTER (WHERE field = 'money.price'),
    max(value) FILTER (WHERE field = 'money.frequency'),
    max(value) FILTER (WHERE field = 'money.times'),
    max(value = 'contingency') FILTER (WHERE field = 'money.category') IS 1,
    max(value) FILTER (WHERE field = 'money.split') IS 1,
    max(value) FILTER (WHERE field = 'money.paid_by'),
    max(unixepoch(value) / 86400)
      FILTER (WHERE field = 'money.starts' AND date(value) = value),
    max(unixepoch(value) / 86400)
      FILTER (WHERE field = 'money.ends' AND date(value) = value)
  FROM said GROUP BY row
  HAVING count(*) FILTER (WHERE field = 'money.line.position') = 1
    AND count(*) FILTER (WHERE field = 'money.line.removed' AND value = 1) = 0
),
share (row, line, position, stream, percent) AS MATERIALIZED (
  SELECT row,
    max(value) FILTER (WHERE field = 'money.share.parent'),
    max(value) FILTER (WHERE field = 'money.share.position'),
    max(value) FILTER (WHERE field = 'money.share_stream'),
    max(value) FILTER (WHERE field = 'money.share_percent')
  FROM said GROUP BY row
  HAVING count(*) FILTER (WHERE field = 'money.share.position') = 1
    AND count(*) FILTER (WHERE field = 'money.share.removed' AND value = 1) = 0
),
step (line, day, price) AS MATERIALIZED (
  SELECT
    max(value) FILTER (WHERE field = 'money.step.parent'),
    max(unixepoch(value) / 86400)
      FILTER (WHERE field = 'money.step_from' AND date(value) = value) AS day,
    max(value) FILTER (WHERE field = 'money.step_price') AS price
  FROM said GROUP BY row
  HAVING count(*) FILTER (WHERE field = 'money.step.position') = 1
    AND count(*) FILTER (WHERE field = 'money.step.removed' AND value = 1) = 0
    AND day IS NOT NULL AND price IS NOT NULL
),

-- How often each frequency comes in 52 weeks; none for what is not spread over
-- the days.
frequency (code, in_year) AS (
  VALUES ('weekly', 52), ('fortnightly', 26), ('four_weekly', 13),
    ('monthly', 12), ('quarterly', 4), ('annual', 1), ('one_off', NULL),
    ('times', NULL)
),

-- The days of the plan that each line has, the last included.
running (row, first, last) AS MATERIALIZED (
  SELECT line.row,
    CASE WHEN plan.first IS NULL THEN 0
      ELSE max(plan.first, coalesce(line.starts, plan.first)) END,
    CASE WHEN plan.first IS NULL THEN plan.weeks * 7 - 1
      ELSE min(plan.first + plan.weeks * 7 - 1,
        coalesce(line.ends, plan.first + plan.weeks * 7 - 1)) END
  FROM line, plan
),

-- Each price of a line from its day on, and until when: the day before the next.
-- Of two that begin on one day the dearer holds. The first has held for ever.
priced (line, since, until, price) AS MATERIALIZED (
  SELECT line, since,
    lead(since, 1, 10000000) OVER (PARTITION BY line ORDER BY since) - 1, price
  FROM (
    SELECT row AS line, -10000000 AS since, price FROM line
    UNION ALL
    SELECT step.line, step.day, max(step.price) FROM step, plan
    WHERE plan.first IS NOT NULL
    GROUP BY step.line, step.day
  )
),

-- The sum of the prices of all its days, and the price of the first of them.
dayed (row, pence_days, first_price) AS MATERIALIZED (
  SELECT running.row,
    sum(priced.price *
      max(0, min(priced.until, running.last)
        - max(priced.since, running.first) + 1)),
    max(priced.price) FILTER (WHERE running.first <= running.last
      AND priced.since <= running.first AND running.first <= priced.until)
  FROM running JOIN priced ON priced.line = running.row
  GROUP BY running.row
),

-- What is reckoned: how many and every price are said and none is below zero.
asked AS MATERIALIZED (
  SELECT line.row, line.quantity, line.price, line.times, frequency.code,
    frequency.in_year, dayed.pence_days, dayed.first_price
  FROM line
  JOIN frequency ON frequency.code = line.frequency
  JOIN dayed ON dayed.row = line.row
  WHERE line.quantity >= 0 AND typeof(line.quantity) = 'integer'
    AND line.price >= 0 AND typeof(line.price) = 'integer'
    AND NOT EXISTS
      (SELECT 1 FROM step WHERE step.line = line.row AND step.price < 0)
),

-- A line costs many * (whole + part / parts) pence, with part below parts. How
-- many and how often are kept in ten-thousandths, so a number of times is
-- quantity * times / 100000000, here multiplied in two halves of 8 figures each.
-- A number that would not fit is held where any price makes it too large to
-- count. Spread over days: 52 weeks have 364.
sum (row, many, whole, part, parts) AS MATERIALIZED (
  SELECT row, price,
    min(quantity / 100000000 * (times / 100000000), 100000) * 100000000
      + quantity / 100000000 * (times % 100000000)
      + quantity % 100000000 * (times / 100000000)
      + quantity % 100000000 * (times % 100000000) / 100000000,
    quantity % 100000000 * (times % 100000000) % 100000000, 100000000
  FROM asked WHERE times >= 0
  UNION ALL
  SELECT row, quantity, pence_days * in_year / 3640000,
    pence_days * in_year % 3640000, 3640000
  FROM asked WHERE (times >= 0) IS NOT 1 AND in_year IS NOT NULL
  UNION ALL
  SELECT row, quantity, coalesce(first_price, 0) / 10000,
    coalesce(first_price, 0) % 10000, 10000
  FROM asked WHERE (times >= 0) IS NOT 1 AND code = 'one_off'
),

-- Rounded to a penny this once, half a penny up. No line may come to more than
-- ten billion pounds; one that does is not counted.
reckoned (row, pence) AS MATERIALIZED (
  SELECT row,
    CASE WHEN whole > 0 AND many > 1000000000000 / whole THEN NULL
      ELSE many * whole + many / parts * part
        + (2 * (many % parts) * part + parts) / (2 * parts) END
  FROM sum
),
cost (row, pence, recurring, contingency) AS MATERIALIZED (
  SELECT line.row,
    CASE WHEN reckoned.pence <= 1000000000000 THEN reckoned.pence END,
    line.frequency IS NOT 'one_off', line.contingency
  FROM line LEFT JOIN reckoned ON reckoned.row = line.row
),

-- Who pays: one stream all of it, or several a share each, in their order.
payer (line, share, place, stream, percent) AS MATERIALIZED (
  SELECT line.row, NULL, 1, stream.row, 10000
  FROM line JOIN stream ON stream.row = line.paid_by WHERE NOT line.split
  UNION ALL
  SELECT line.row, share.row,
    row_number() OVER (PARTITION BY line.row
      ORDER BY share.position, share.row),
    stream.row, share.percent
  FROM line
  JOIN share ON share.line = line.row
  JOIN stream ON stream.row = share.stream
  WHERE line.split AND typeof(share.percent) = 'integer'
),

-- Each part to the nearest penny. Where the parts make 100%, nobody pays what is
-- paid already, and the last who pays anything takes what is left.
parted AS MATERIALIZED (
  SELECT payer.*, cost.pence,
    (cost.pence * payer.percent + 5000) / 10000 AS part,
    sum(payer.percent) OVER line = 10000 AS whole,
    max(CASE WHEN payer.percent > 0 THEN payer.place END) OVER line AS last,
    coalesce(sum((cost.pence * payer.percent + 5000) / 10000)
      OVER (PARTITION BY payer.line ORDER BY payer.place
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM payer JOIN cost ON cost.row = payer.line
  WINDOW line AS (PARTITION BY payer.line)
),
paid (line, share, stream, pence) AS MATERIALIZED (
  SELECT line, share, stream,
    coalesce(CASE
      WHEN NOT whole THEN part
      WHEN place = last THEN max(0, pence - before)
      ELSE max(0, min(part, pence - before)) END, 0)
  FROM parted
),
stream_total (row, indicative, planned) AS MATERIALIZED (
  SELECT stream.row, stream.indicative, coalesce(sum(paid.pence), 0)
  FROM stream LEFT JOIN paid ON paid.stream = stream.row
  GROUP BY stream.row
),
total (indicative, planned, recurring, one_off, contingency, unassigned,
    too_large) AS MATERIALIZED (
  SELECT
    (SELECT coalesce(sum(indicative), 0) FROM stream),
    coalesce(sum(pence), 0),
    coalesce(sum(pence) FILTER (WHERE recurring AND NOT contingency), 0),
    coalesce(sum(pence) FILTER (WHERE NOT recurring AND NOT contingency), 0),
    coalesce(sum(pence) FILTER (WHERE contingency), 0),
    coalesce(sum(pence), 0) - (SELECT coalesce(sum(pence), 0) FROM paid),
    (SELECT count(*) FROM sum) - count(pence) > 0
  FROM cost
),

shown (field) AS (
  VALUES ('money.cost'), ('money.share_cost'), ('money.planned'),
    ('money.balance'), ('money.total_indicative'), ('money.total_planned'),
    ('money.total_balance'), ('money.total_recurring'),
    ('money.total_one_off'), ('money.total_contingency'),
    ('money.total_unassigned'), ('money.too_large')
)

-- Each figure by the question that shows it, and in which row. (One SELECT of
-- them all: SQLite reads every part above anew for each one that names it.)
SELECT shown.field, coalesce(cost.row, paid.share, stream_total.row, ''),
  CASE shown.field
    WHEN 'money.cost' THEN cost.pence
    WHEN 'money.share_cost' THEN paid.pence
    WHEN 'money.planned' THEN stream_total.planned
    WHEN 'money.balance' THEN stream_total.indicative - stream_total.planned
    WHEN 'money.total_indicative' THEN total.indicative
    WHEN 'money.total_planned' THEN total.planned
    WHEN 'money.total_balance' THEN total.indicative - total.planned
    WHEN 'money.total_recurring' THEN total.recurring
    WHEN 'money.total_one_off' THEN total.one_off
    WHEN 'money.total_contingency' THEN total.contingency
    WHEN 'money.total_unassigned' THEN total.unassigned
    WHEN 'money.too_large' THEN total.too_large END
FROM shown
CROSS JOIN total
LEFT JOIN cost ON shown.field = 'money.cost'
LEFT JOIN paid ON shown.field = 'money.share_cost' AND paid.share IS NOT NULL
LEFT JOIN stream_total ON shown.field IN ('money.planned', 'money.balance')
WHERE shown.field GLOB 'money.to*'
  OR coalesce(cost.row, paid.share, stream_total.row) IS NOT NULL;
