#include "matching/configurations/judged.hpp"

#include "matching/decisions/standing.hpp"
#include "matching/live/eligible.hpp"
#include "records/derived/values.hpp"
#include "records/record_cache.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t page_size = 500;

class JudgedReader {
  public:
    JudgedReader(const records::Dependencies& on, std::size_t most) : on_(on), most_(most) {}

    /// Adds the decided pairs of a tracing request.
    void read(const RecordId& id) {
        const auto request = find(id);
        if (request == nullptr) return;
        for (const auto* row : records::derived::rows(request->data, decisions_key)) {
            if (is_full()) return;
            add(request, *row);
        }
    }
    bool is_full() const { return pairs.size() >= most_; }

    std::vector<JudgedPair> pairs;

  private:
    std::shared_ptr<const store::StoredRecord> find(const RecordId& id) const {
        auto found = on_.cache->find(*on_.database, id);
        if (!found || *found == nullptr || (*found)->deleted) return nullptr;
        return std::move(*found);
    }
    void add(const std::shared_ptr<const store::StoredRecord>& request, const json::Object& row) {
        const auto trace = json::string_or(row, "trace_id");
        const auto case_text = json::string_or(row, "case_id");
        const auto case_id = RecordId::parse(case_text);
        if (!case_id || find_trace(request->data, trace) == nullptr) return;
        auto child_case = find(*case_id);
        if (child_case == nullptr || child_case->type != "case") return;
        const auto state = standing_of(request->data, {.trace = trace, .case_id = case_text});
        pairs.push_back({.child_case = std::move(child_case),
                         .request = request,
                         .trace = {.request = request->id, .trace = trace},
                         .state = state});
    }

    const records::Dependencies& on_;
    std::size_t most_;
};

}  // namespace

Result<std::vector<JudgedPair>> judged_pairs(const records::Service& records, std::size_t most,
                                             const GoesOn& goes_on) {
    const auto& on = records.dependencies();
    JudgedReader reading(on, most);
    std::size_t done = 0;
    index::Query query{.filter = index::Filter{index::All{}},
                       .search = std::nullopt,
                       .sort = {.column = "created_at", .descending = true},
                       .count = page_size};
    for (;;) {
        query.offset = done;
        AMPARO_TRY(const auto page, on.index->find("tracing_request", query));
        for (const auto& id : page.ids) {
            if (reading.is_full() || !goes_on(done, page.total)) return std::move(reading.pairs);
            reading.read(id);
            ++done;
        }
        if (page.ids.size() < page_size) return std::move(reading.pairs);
    }
}

}  // namespace amparo::matching
