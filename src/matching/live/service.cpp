#include "matching/live/service.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "matching/live/held.hpp"
#include "matching/live/stored.hpp"
#include "matching/live/tryout.hpp"
#include "matching/live/upkeep.hpp"
#include "records/derived/values.hpp"
#include "records/record_cache.hpp"

namespace amparo::matching {
namespace {

constexpr std::chrono::seconds behind_max{5};  // without a word about it
constexpr int retry_seconds = 5;
constexpr std::size_t search_max = 300;  // no search has more candidates

bool is_enabled(const store::StoredRecord& record) {
    return !record.deleted && records::derived::is_true(record.data, "record_state");
}

std::unexpected<Error> not_ready() {
    return std::unexpected(Error{.code = Errc::busy,
                                 .message = "errors.matching.not_ready",
                                 .retry_after_seconds = retry_seconds});
}

/// The record as it is stored now; null when there is none, or when it cannot be read.
std::shared_ptr<const store::StoredRecord> stored(const records::Service& records,
                                                  const RecordId& id) {
    const auto& on = records.dependencies();
    auto found = on.cache->find(*on.database, id);
    if (!found || *found == nullptr || (*found)->deleted) return nullptr;
    return std::move(*found);
}

/// What must not be shown is only known of the stored records, after the index has cut its list:
/// searches wider until as many are left as were asked for, or until there are no more.
template <class Find, class IsOut>
auto search_until_full(const Ask& ask, const Find& find, const IsOut& is_out) {
    auto wider = ask;
    for (;;) {
        auto found = find(wider);
        auto& pairs = found.pairs;
        const bool is_last = pairs.size() < wider.limit || wider.limit >= search_max;
        std::erase_if(pairs, is_out);
        if (is_last || pairs.size() >= ask.limit) {
            if (pairs.size() > ask.limit)
                pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(ask.limit), pairs.end());
            return found;
        }
        wider.limit = std::min(wider.limit * 2, search_max);
    }
}

bool may_know(const Ask& ask, const store::StoredRecord& other) {
    return !ask.may_know || ask.may_know(other);
}

}  // namespace

std::string_view name_of(Notice notice) {
    switch (notice) {
        case Notice::no_tracing_consent:
            return "no_tracing_consent";
        case Notice::record_disabled:
            return "record_disabled";
        case Notice::not_sought:
            return "not_sought";
        case Notice::not_enough_information:
            return "not_enough_information";
        case Notice::common_name:
            return "common_name";
        case Notice::none:
            break;
    }
    return "";
}

Result<std::unique_ptr<Service>> Service::start(const ServiceParts& parts) {
    AMPARO_TRY(auto upkeep, Upkeep::start(parts.records, parts.directory));
    return std::unique_ptr<Service>(new Service(std::move(upkeep)));
}

Service::~Service() {
    upkeep_->stop();
}

bool Service::is_ready() const {
    return upkeep_->current() != nullptr;
}

void Service::wait_until_ready() const {
    upkeep_->wait_for(1);
}

void Service::rebuild() {
    upkeep_->wait_for(upkeep_->want());
}

Result<std::unique_ptr<Tryout>> Service::try_out(std::shared_ptr<const Configuration> configuration,
                                                 FittedModel which) const {
    auto held = upkeep_->current();
    if (!held) return not_ready();
    return std::make_unique<Tryout>(std::move(held), std::move(configuration), which);
}

std::shared_ptr<const Configuration> Service::configuration() const {
    return upkeep_->configuration();
}

bool Service::is_catching_up() const {
    return upkeep_->is_catching_up();
}

std::optional<Instant> Service::as_of() const {
    const auto& on = upkeep_->records().dependencies();
    const auto moment = on.database->followed_at();
    if (on.clock->now() - moment <= behind_max) return std::nullopt;
    return moment;
}

const Lexicon& Service::lexicon() const {
    const auto* lexicon = upkeep_->lexicon();
    AMPARO_REQUIRE(lexicon != nullptr);
    return *lexicon;
}

Service::Sizes Service::sizes() const {
    const auto held = upkeep_->current();
    return held ? held->sizes() : Sizes{};
}

Result<TracePairs> Service::find_traces(const store::StoredRecord& child_case,
                                        const Ask& ask) const {
    const auto held = upkeep_->current();
    if (!held) return not_ready();
    const auto configuration = this->configuration();
    const auto& eligibility = configuration->eligibility;
    if (!is_enabled(child_case)) return TracePairs{.notice = Notice::record_disabled};
    if (!records::derived::is_true(child_case.data, eligibility.consent_field))
        return TracePairs{.notice = Notice::no_tracing_consent};
    if (!takes_part(child_case.data, eligibility)) return TracePairs{.notice = Notice::not_sought};
    const auto find = [&](const Ask& wider) { return held->find_traces(child_case, wider); };
    return search_until_full(ask, find, [&](const TracePair& pair) {
        const auto request = stored(upkeep_->records(), pair.trace.request);
        const auto* row = request ? find_trace(request->data, pair.trace.trace) : nullptr;
        if (row == nullptr || !takes_part(request->data, *row, eligibility)) return true;
        const auto matched = json::string_or(*row, "matched_case_id");
        const bool is_free = matched.empty() || matched == child_case.id.text();
        return !is_free || !may_know(ask, *request);
    });
}

Result<TracePairs> Service::find_cases(const store::StoredRecord& request, std::string_view trace,
                                       const Ask& ask) const {
    const auto held = upkeep_->current();
    if (!held) return not_ready();
    const auto* row = find_trace(request.data, trace);
    if (row == nullptr) return refuse(Errc::not_found, "errors.not_found");
    const auto configuration = this->configuration();
    const auto& eligibility = configuration->eligibility;
    if (!is_enabled(request)) return TracePairs{.notice = Notice::record_disabled};
    if (!takes_part(request.data, *row, eligibility))
        return TracePairs{.notice = Notice::not_sought};
    const TraceKey key{.request = request.id, .trace = std::string(trace)};
    const auto find = [&](const Ask& wider) {
        return held->find_cases(key, {.record = row, .request = &request.data}, wider);
    };
    return search_until_full(ask, find, [&](const TracePair& pair) {
        const auto child_case = stored(upkeep_->records(), pair.case_id);
        return child_case == nullptr || !takes_part(child_case->data, eligibility) ||
               !may_know(ask, *child_case);
    });
}

Result<TracePair> Service::compare(const store::StoredRecord& child_case,
                                   const store::StoredRecord& request,
                                   std::string_view trace) const {
    const auto held = upkeep_->current();
    if (!held) return not_ready();
    const auto* row = find_trace(request.data, trace);
    if (row == nullptr) return refuse(Errc::not_found, "errors.not_found");
    return TracePair{
        .case_id = child_case.id,
        .trace = {.request = request.id, .trace = std::string(trace)},
        .likeness = held->compare(child_case.data, {.record = row, .request = &request.data})};
}

Result<CasePairs> Service::find_duplicates(const json::Object& child_case, const RecordId* self,
                                           const Ask& ask) const {
    const auto held = upkeep_->current();
    if (!held) return not_ready();
    const auto find = [&](const Ask& wider) {
        return held->find_duplicates(child_case, self, wider);
    };
    return search_until_full(ask, find, [&](const CasePair& pair) {
        const auto other = stored(upkeep_->records(), pair.other);
        return other == nullptr || !may_be_duplicated(other->data) || !may_know(ask, *other);
    });
}

bool Service::is_findable(const RecordId& case_id, std::string_view trace) const {
    const auto held = upkeep_->current();
    return held && held->holds(case_id, trace);
}

bool Service::is_findable(const RecordId& case_id) const {
    const auto held = upkeep_->current();
    return held && held->holds(case_id);
}

Service::Moment Service::now() const {
    const auto [held, build] = upkeep_->current_build();
    return {.build = build, .comings = held ? held->comings() : 0};
}

std::optional<std::vector<RecordId>> Service::changed_since(const Moment& moment) const {
    const auto [held, build] = upkeep_->current_build();
    if (!held || build != moment.build) return std::nullopt;
    return held->came_since(moment.comings);
}

Result<CasePair> Service::compare(const store::StoredRecord& child_case,
                                  const store::StoredRecord& other) const {
    const auto held = upkeep_->current();
    if (!held) return not_ready();
    return CasePair{.other = other.id,
                    .likeness = held->compare_children(child_case.data, other.data)};
}

}  // namespace amparo::matching
