#include "matching/configurations/judged.hpp"

#include "matching/decisions/standing.hpp"
#include "matching/live/eligible.hpp"
#include "records/derived/values.hpp"
#include "records/record_cache.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t page_size = 500;

std::shared_ptr<const store::StoredRecord> stored(const records::Dependencies& on,
                                                  const RecordId& id) {
    auto found = on.cache->find(*on.database, id);
    if (!found || *found == nullptr || (*found)->deleted) return nullptr;
    return std::move(*found);
}

/// Adds the decided pairs of a tracing request.
void read_request(const records::Dependencies& on, const RecordId& id,
                  std::vector<JudgedPair>& pairs) {
    const auto request = stored(on, id);
    if (request == nullptr) return;
    for (const auto* row : records::derived::rows(request->data, decisions_key)) {
        const auto trace = json::string_or(*row, "trace_id");
        const auto case_text = json::string_or(*row, "case_id");
        const auto case_id = RecordId::parse(case_text);
        if (!case_id || find_trace(request->data, trace) == nullptr) continue;
        auto child_case = stored(on, *case_id);
        if (child_case == nullptr || child_case->type != "case") continue;
        const auto state = standing_of(request->data, {.trace = trace, .case_id = case_text});
        pairs.push_back({.child_case = std::move(child_case),
                         .request = request,
                         .trace = {.request = request->id, .trace = trace},
                         .state = state});
    }
}

/// Adds the decided pairs of a case, but for those that the other case is asked for.
void read_case(const records::Dependencies& on, const RecordId& id,
               std::vector<JudgedChildren>& pairs) {
    const auto child_case = stored(on, id);
    if (child_case == nullptr) return;
    for (const auto* row : records::derived::rows(child_case->data, duplicate_decisions_key)) {
        const auto other_text = json::string_or(*row, "case_id");
        const auto other_id = RecordId::parse(other_text);
        if (!other_id || *other_id < id) continue;
        auto other = stored(on, *other_id);
        if (other == nullptr || other->type != "case") continue;
        pairs.push_back({.child_case = child_case,
                         .other = std::move(other),
                         .state = duplicate_standing(child_case->data, other_text)});
    }
}

/// Reads the records of a type, newest first, until there are so many pairs.
template <class Pair>
Result<std::vector<Pair>> read_all(const records::Dependencies& on, std::string_view type,
                                   void (*read)(const records::Dependencies&, const RecordId&,
                                                std::vector<Pair>&),
                                   const std::pair<std::size_t, const GoesOn&>& until) {
    std::vector<Pair> pairs;
    std::size_t done = 0;
    index::Query query{.filter = index::Filter{index::All{}},
                       .search = std::nullopt,
                       .sort = {.column = "created_at", .descending = true},
                       .count = page_size};
    for (;;) {
        query.offset = done;
        AMPARO_TRY(const auto page, on.index->find(type, query));
        for (const auto& id : page.ids) {
            if (pairs.size() >= until.first || !until.second(done, page.total)) return pairs;
            read(on, id, pairs);
            ++done;
        }
        if (page.ids.size() < page_size) return pairs;
    }
}

}  // namespace

Result<std::vector<JudgedPair>> judged_pairs(const records::Service& records, std::size_t most,
                                             const GoesOn& goes_on) {
    return read_all<JudgedPair>(records.dependencies(), "tracing_request", read_request,
                                {most, goes_on});
}

Result<std::vector<JudgedChildren>> judged_children(const records::Service& records,
                                                    std::size_t most, const GoesOn& goes_on) {
    return read_all<JudgedChildren>(records.dependencies(), "case", read_case, {most, goes_on});
}

}  // namespace amparo::matching
