#include "matching/worklist/rematch.hpp"

#include <algorithm>

#include "matching/live/eligible.hpp"
#include "records/record_cache.hpp"
#include "store/records.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t batch_max = 100;      // records of a step; each step is saved
constexpr std::size_t marks_max = 1000;     // changes that are read at once
constexpr std::size_t pairs_max = 100;      // kept of one sought child or case
constexpr std::size_t duplicates_max = 20;  // kept of one case
constexpr int tries_max = 5;
constexpr int retry_seconds = 5;

store::Sequence log_head(store::Database& database) {
    return database.read([](store::Snapshot& snapshot) { return store::head(snapshot); });
}

KeptPair candidate_of(const Likeness& likeness, Instant now) {
    return {.score = likeness.match.score,
            .family_score = likeness.match.family_score,
            .bits = static_cast<double>(likeness.match.bits),
            .relationship = likeness.match.relationship,
            .found_at = now};
}

void add(RunReport& sum, const RunReport& more) {
    sum.cases += more.cases;
    sum.requests += more.requests;
    sum.told += more.told;
}

/// One step: searches with its records, and notes in the ledger what is found.
class BatchRun {
  public:
    BatchRun(const RematchParts& parts, Telling telling)
        : parts_(parts),
          configuration_(parts.matching.configuration()),
          notices_(parts, telling),
          now_(parts.records.dependencies().clock->now()) {}

    Result<> with_case(const RecordId& id) {
        notices_.touch("case", id);
        AMPARO_TRY(const auto record, read(id));
        KeptPairs traces;
        KeptPairs cases;
        if (record != nullptr) {
            AMPARO_TRY(const auto found,
                       parts_.matching.find_traces(*record, ask(PairKind::tracing)));
            for (const auto& pair : found.pairs) {
                auto candidate = candidate_of(pair.likeness, now_);
                candidate.holder = pair.trace.trace;
                candidate.owner = pair.trace.request;
                candidate.case_id = id;
                traces.push_back(std::move(candidate));
            }
            AMPARO_TRY(cases, duplicates_of(*record));
        }
        note_case(id, std::move(traces));
        note_holder(PairKind::duplicates, id.text(), std::move(cases));
        return {};
    }

    Result<> with_request(const RecordId& id) {
        notices_.touch("tracing_request", id);
        AMPARO_TRY(const auto record, read(id));
        auto gone = ledger().holders_of(PairKind::tracing, id);
        if (record != nullptr) {
            for (const auto* row : traces_of(record->data)) {
                const auto trace = json::string_or(*row, "unique_id");
                if (trace.empty()) continue;
                AMPARO_TRY(auto found, cases_of(*record, trace));
                note_holder(PairKind::tracing, trace, std::move(found));
                std::erase(gone, trace);
            }
        }
        for (const auto& trace : gone) note_holder(PairKind::tracing, trace, {});
        return {};
    }

    Result<std::size_t> tell() { return notices_.send(); }

  private:
    Ledger& ledger() const { return parts_.list.ledger(); }
    const Model& model(PairKind kind) const {
        return kind == PairKind::tracing ? configuration_->tracing : configuration_->duplicates;
    }
    Ask ask(PairKind kind) const {
        return {.limit = kind == PairKind::tracing ? pairs_max : duplicates_max,
                .min_score = model(kind).store_threshold};
    }
    /// nullptr for what is gone, or cannot be read.
    Result<std::shared_ptr<const store::StoredRecord>> read(const RecordId& id) const {
        const auto& on = parts_.records.dependencies();
        auto found = on.cache->find(*on.database, id);
        if (!found && found.error().code != Errc::invalid) return std::unexpected(found.error());
        if (!found || *found == nullptr || (*found)->deleted) return nullptr;
        return std::move(*found);
    }

    Result<KeptPairs> duplicates_of(const store::StoredRecord& record) const {
        KeptPairs cases;
        if (!may_be_duplicated(record.data)) return cases;
        AMPARO_TRY(const auto found, parts_.matching.find_duplicates(record.data, &record.id,
                                                                     ask(PairKind::duplicates)));
        for (const auto& pair : found.pairs) {
            auto candidate = candidate_of(pair.likeness, now_);
            candidate.holder = record.id.text();
            candidate.owner = record.id;
            candidate.case_id = pair.other;
            cases.push_back(std::move(candidate));
        }
        return cases;
    }
    Result<KeptPairs> cases_of(const store::StoredRecord& request, const std::string& trace) const {
        KeptPairs cases;
        AMPARO_TRY(const auto found,
                   parts_.matching.find_cases(request, trace, ask(PairKind::tracing)));
        for (const auto& pair : found.pairs) {
            auto candidate = candidate_of(pair.likeness, now_);
            candidate.holder = trace;
            candidate.owner = request.id;
            candidate.case_id = pair.case_id;
            cases.push_back(std::move(candidate));
        }
        return cases;
    }

    /// Says of which pairs people are to be told, given those that were known.
    void compare(PairKind kind, const KeptPairs& before, const KeptPairs& now) {
        const auto notify = model(kind).notify_threshold;
        for (const auto& pair : before) touch_sides(kind, pair);
        for (const auto& pair : now) {
            if (pair.score < notify) continue;
            touch_sides(kind, pair);
            const auto known = std::ranges::find_if(before, [&](const KeptPair& one) {
                return one.case_id == pair.case_id && one.holder == pair.holder;
            });
            if (known == before.end() || known->score < notify) notices_.add(kind, pair);
        }
    }
    void touch_sides(PairKind kind, const KeptPair& pair) {
        notices_.touch("case", pair.case_id);
        notices_.touch(kind == PairKind::tracing ? "tracing_request" : "case", pair.owner);
    }
    void note_case(const RecordId& id, KeptPairs found) {
        compare(PairKind::tracing, ledger().of_case(PairKind::tracing, id), found);
        ledger().put_case(PairKind::tracing, id, found);
    }
    void note_holder(PairKind kind, const std::string& holder, KeptPairs found) {
        auto before = ledger().of_holder(kind, holder);
        if (kind == PairKind::duplicates) drop_mirrored(holder, before);
        compare(kind, before, found);
        ledger().put_holder(kind, holder, std::move(found));
    }
    /// A pair of cases stays with the one that was searched with last; what the other one held is
    /// known from before.
    void drop_mirrored(const std::string& holder, KeptPairs& before) {
        const auto id = RecordId::parse(holder);
        AMPARO_REQUIRE(id.has_value());
        for (auto& pair : ledger().of_case(PairKind::duplicates, *id)) {
            std::swap(pair.owner, pair.case_id);
            pair.holder = holder;
            before.push_back(std::move(pair));
        }
        ledger().put_case(PairKind::duplicates, *id, {});
    }

    const RematchParts& parts_;
    std::shared_ptr<const Configuration> configuration_;
    Notices notices_;
    Instant now_;
};

}  // namespace

json::Object to_json(const RunReport& report) {
    return {{"cases", report.cases}, {"tracing_requests", report.requests}, {"told", report.told}};
}

Result<> Rematch::check_ready() const {
    if (parts_.matching.is_ready()) return {};
    return std::unexpected(Error{.code = Errc::busy,
                                 .message = "errors.matching.not_ready",
                                 .retry_after_seconds = retry_seconds});
}

Result<RunReport> Rematch::search_once(const Batch& batch, const LedgerHead& head) {
    BatchRun step(parts_, batch.telling);
    for (const auto& id : batch.requests) AMPARO_CHECK(step.with_request(id));
    for (const auto& id : batch.cases) AMPARO_CHECK(step.with_case(id));
    RunReport report{.cases = batch.cases.size(), .requests = batch.requests.size()};
    // Before the pairs are known: if this is broken off, people are told of them once more, which
    // the notices know, rather than never.
    AMPARO_TRY(report.told, step.tell());
    AMPARO_CHECK(parts_.list.ledger().save(head));
    return report;
}

Result<RunReport> Rematch::search(const Batch& batch, const LedgerHead& head) {
    for (int attempt = 1;; ++attempt) {
        AMPARO_TRY(const auto at_begin, parts_.list.ledger().begin_step());
        auto report = search_once(batch, {.version = at_begin.version,
                                          .is_begun = head.is_begun,
                                          .followed_to = head.followed_to});
        const bool was_overtaken = !report && report.error().code == Errc::conflict;
        if (!was_overtaken || attempt == tries_max) return report;
    }
}

std::vector<RecordId> Rematch::page_of(std::string_view record_type, std::size_t offset,
                                       std::optional<Instant> since) const {
    index::Query query;
    query.filter = index::Filter{index::All{}};
    if (since)
        query.filter = index::Filter{index::DateRange{
            .column = "last_updated_at", .from = since->time_since_epoch().count(), .to = {}}};
    query.sort = {.column = "created_at", .descending = false};
    query.offset = offset;
    query.count = batch_max;
    const auto page = parts_.records.dependencies().index->find(record_type, query);
    return page ? page->ids : std::vector<RecordId>();
}

Result<RunReport> Rematch::begin(const IsStopping& is_stopping, const Tell& tell) {
    const LedgerHead begun{.is_begun = true,
                           .followed_to = log_head(*parts_.records.dependencies().database)};
    const auto total = record_count();
    RunReport sum;
    for (const auto* type : {"tracing_request", "case"}) {
        for (std::size_t offset = 0;; offset += batch_max) {
            if (is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
            const auto ids = page_of(type, offset, std::nullopt);
            Batch batch{.telling = Telling::marks_only};
            auto& which = std::string_view(type) == "case" ? batch.cases : batch.requests;
            which.insert(ids.begin(), ids.end());
            AMPARO_TRY(const auto report, search(batch, parts_.list.ledger().head()));
            add(sum, report);
            if (tell) tell(sum.cases + sum.requests, total);
            if (ids.size() < batch_max) break;
        }
    }
    AMPARO_CHECK(search({}, begun));
    return sum;
}

std::size_t Rematch::record_count() const {
    const auto& index = *parts_.records.dependencies().index;
    return index.size("tracing_request") + index.size("case");
}

Result<RunReport> Rematch::follow_changes(const IsStopping& is_stopping) {
    RunReport sum;
    auto& database = *parts_.records.dependencies().database;
    for (;;) {
        if (is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
        AMPARO_CHECK(parts_.list.ledger().refresh());
        auto head = parts_.list.ledger().head();
        const auto marks = database.read([&](store::Snapshot& snapshot) {
            return store::change_marks(
                snapshot,
                {.after = head.followed_to, .up_to = store::head(snapshot), .count = marks_max});
        });
        if (marks.empty()) return sum;
        Batch batch;
        for (const auto& mark : marks) {
            head.followed_to = mark.sequence;
            const auto id = RecordId::parse(mark.subject_id);
            if (!id || !mark.writes_record) continue;
            if (mark.subject == "case") batch.cases.insert(*id);
            if (mark.subject == "tracing_request") batch.requests.insert(*id);
            if (batch.cases.size() + batch.requests.size() >= batch_max) break;
        }
        AMPARO_TRY(const auto report, search(batch, head));
        add(sum, report);
    }
}

Result<json::Object> Rematch::follow(const store::RunningJob& running) {
    AMPARO_CHECK(check_ready());
    AMPARO_CHECK(parts_.list.ledger().refresh());
    RunReport sum;
    if (!parts_.list.ledger().head().is_begun) {
        AMPARO_TRY(sum, begin(running.is_stopping, {}));
    }
    AMPARO_TRY(const auto report, follow_changes(running.is_stopping));
    add(sum, report);
    return to_json(sum);
}

Result<json::Object> Rematch::nightly(const store::RunningJob& running) {
    AMPARO_CHECK(check_ready());
    AMPARO_CHECK(parts_.list.ledger().refresh());
    if (!parts_.list.ledger().head().is_begun) AMPARO_CHECK(begin(running.is_stopping, {}));
    RunReport sum;
    // A run that was stopped goes on behind what it reported last.
    auto offset =
        static_cast<std::size_t>(json::integer_or(running.job.result, "requests_done", 0));
    for (;; offset += batch_max) {
        AMPARO_CHECK(running.report({{"requests_done", offset}}));
        // Whoever saves meanwhile does not wait for the end of the night.
        AMPARO_TRY(const auto followed, follow_changes(running.is_stopping));
        add(sum, followed);
        const auto ids = page_of("tracing_request", offset, std::nullopt);
        const Batch batch{.requests = {ids.begin(), ids.end()}};
        AMPARO_TRY(const auto report, search(batch, parts_.list.ledger().head()));
        add(sum, report);
        if (ids.size() < batch_max) break;
    }
    return to_json(sum);
}

Result<RunReport> Rematch::run_since(std::optional<Instant> since, const Tell& tell) {
    AMPARO_CHECK(check_ready());
    AMPARO_CHECK(parts_.list.ledger().refresh());
    // The first run is of everything, whatever was asked for.
    if (!parts_.list.ledger().head().is_begun) return begin([] { return false; }, tell);
    RunReport sum;
    const auto total = record_count();
    for (const auto* type : {"tracing_request", "case"}) {
        for (std::size_t offset = 0;; offset += batch_max) {
            const auto ids = page_of(type, offset, since);
            Batch batch;
            auto& which = std::string_view(type) == "case" ? batch.cases : batch.requests;
            which.insert(ids.begin(), ids.end());
            AMPARO_TRY(const auto report, search(batch, parts_.list.ledger().head()));
            add(sum, report);
            tell(sum.cases + sum.requests, total);
            if (ids.size() < batch_max) break;
        }
    }
    return sum;
}

Result<bool> call_follow(store::Database& database, const WorkList& list) {
    const auto head = list.ledger().head();
    const bool is_behind = database.read([&](store::Snapshot& snapshot) {
        return (!head.is_begun || store::head(snapshot) > head.followed_to) &&
               !store::has_due_job(snapshot, matching_queue);
    });
    if (!is_behind) return false;
    AMPARO_CHECK(database.write([&](store::Transaction& transaction) {
        return store::enqueue_job(
            transaction, {.queue = std::string(matching_queue), .kind = std::string(follow_kind)});
    }));
    return true;
}

}  // namespace amparo::matching
