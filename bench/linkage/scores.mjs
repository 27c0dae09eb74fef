// How figures of bench/linkage are counted; the same as the published scorers.

/** Rows after the header, split at the separator. */
export function rowsOf(text, separator = ',') {
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(separator));
}

function push(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

function add(map, key, value) {
  if (!map.has(key)) map.set(key, new Set());
  map.get(key).add(value);
}

/** Root-mean-square difference between probabilities of at least 0.05 and what came true. */
function calibration(scored) {
  const bins = Array.from({ length: 10 }, () => [0, 0, 0]);
  for (const [score, isTrue] of scored) {
    if (score < 0.05) continue;
    const bin = bins[Math.min(9, Math.floor(score * 10))];
    bin[0] += score;
    bin[1] += isTrue ? 1 : 0;
    bin[2] += 1;
  }
  const count = bins.reduce((sum, bin) => sum + bin[2], 0);
  if (count === 0) return 0;
  const sum = bins.reduce(
    (total, [promised, kept, pairs]) => total + (pairs > 0 ? (promised - kept) ** 2 / pairs : 0),
    0,
  );
  return Math.sqrt(sum / count);
}

function precisionFrom(scored, threshold) {
  const likely = scored.filter(([score]) => score >= threshold);
  return likely.filter(([, isTrue]) => isTrue).length / Math.max(1, likely.length);
}

function ranks(lists, truth) {
  const found = { searches: truth.size, first: 0, inTen: 0, listed: 0 };
  for (const [search, partners] of truth) {
    const list = (lists.get(search) ?? []).sort((one, other) => other[0] - one[0]);
    const place = list.findIndex(([, id]) => partners.has(id));
    if (place < 0) continue;
    found.listed += 1;
    if (place === 0) found.first += 1;
    if (place < 10) found.inTen += 1;
  }
  for (const key of ['first', 'inTen', 'listed']) found[key] /= Math.max(1, truth.size);
  return found;
}

/** Results `trace_id,case_id,score,…`, truth `trace_id,request_id,case_id`, ids that consented. */
export function scoreTracing(results, truthText, consenting) {
  const truth = new Map();
  for (const [trace, , id] of rowsOf(truthText)) {
    if (consenting.has(id)) add(truth, trace, id);
  }
  const lists = new Map();
  const scored = [];
  let leaked = 0;
  for (const [trace, id, score] of rowsOf(results)) {
    if (!consenting.has(id)) leaked += 1;
    push(lists, trace, [Number(score), id]);
    scored.push([Number(score), truth.get(trace)?.has(id) ?? false]);
  }
  return {
    ...ranks(lists, truth),
    calibration: calibration(scored),
    precision: precisionFrom(scored, 0.9),
    leaked,
  };
}

/** Results `id_a,id_b,score`, truth of two ids. */
export function scoreDuplicates(results, truthText) {
  const truth = new Map();
  for (const [one, other] of rowsOf(truthText)) {
    add(truth, one, other);
    add(truth, other, one);
  }
  const lists = new Map();
  for (const [one, other, score] of rowsOf(results)) {
    push(lists, one, [Number(score), other]);
    push(lists, other, [Number(score), one]);
  }
  return ranks(lists, truth);
}

/** The best F1 over all thresholds, of [score, isTrue] with so many true ones in all. */
export function bestF1(scored, all) {
  const ordered = [...scored].sort((one, other) => other[0] - one[0]);
  let found = 0;
  let best = 0;
  ordered.forEach(([, isTrue], at) => {
    found += isTrue ? 1 : 0;
    best = Math.max(best, (2 * found) / (at + 1 + all));
  });
  return best;
}

/** Similarities `id<TAB>similarity`, pairs `id, a, b, label, kind`. */
export function scoreNames(similarities, pairs) {
  const byId = new Map(rowsOf(similarities, '\t').map(([id, score]) => [id, Number(score)]));
  const scored = rowsOf(pairs, '\t').map(([id, , , label]) => [byId.get(id) ?? 0, label === '1']);
  const positive = scored.filter(([, isTrue]) => isTrue).map(([score]) => score);
  const negative = scored.filter(([, isTrue]) => !isTrue).map(([score]) => score);
  let wins = 0;
  for (const one of positive) {
    for (const other of negative) wins += one > other ? 1 : one === other ? 0.5 : 0;
  }
  return {
    area: wins / (positive.length * negative.length),
    f1: bestF1(scored, positive.length),
  };
}

/** Retrieved `arabic,latin,rank`, attested `arabic, latin, count`. */
export function scoreTokens(retrieved, attested) {
  const right = new Map();
  for (const [arabic, latin] of rowsOf(attested, '\t')) add(right, arabic, latin);
  const lists = new Map();
  for (const [arabic, latin, rank] of rowsOf(retrieved))
    push(lists, arabic, [-Number(rank), latin]);
  const candidates = [...lists.values()].reduce((sum, list) => sum + list.length, 0);
  return { ...ranks(lists, right), candidates: candidates / right.size };
}

/** Links `id_a,id_b,score` against groups of ids. */
export function scoreLinks(results, groups) {
  const groupOf = new Map();
  let all = 0;
  for (const ids of groups) {
    all += (ids.length * (ids.length - 1)) / 2;
    for (const id of ids) groupOf.set(id, ids);
  }
  const scored = rowsOf(results).map(([one, other, score]) => [
    Number(score),
    groupOf.has(one) && groupOf.get(one) === groupOf.get(other),
  ]);
  return {
    f1: bestF1(scored, all),
    complete: scored.filter(([, isTrue]) => isTrue).length / Math.max(1, all),
  };
}
