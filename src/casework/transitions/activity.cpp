#include "casework/transitions/activity.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "access/directory.hpp"
#include "access/user_scope.hpp"
#include "casework/transitions/record_events.hpp"
#include "casework/transitions/transition.hpp"
#include "records/derived/values.hpp"
#include "records/record_cache.hpp"

namespace amparo::casework {
namespace {

using Status = TransitionStatus;
using Type = TransitionType;

constexpr std::size_t records_max =
    10'000;  // of a type and window; far more than a team answers in it

constexpr std::array<std::string_view, 3> record_types{"case", "incident", "family"};

constexpr std::string_view change_type = "change";
constexpr std::array<std::string_view, 5> changing_types{"case", "incident", "tracing_request",
                                                         "family", "registry_record"};

/// A type of the log; those without a transition are decisions on approvals, and changes.
struct ActivityType {
    std::string_view name;
    std::optional<Type> transition = {};
};
constexpr std::array<ActivityType, 5> activity_types{{{"transfer", Type::transfer},
                                                      {"assign", Type::assign},
                                                      {"referral", Type::referral},
                                                      {"approval"},
                                                      {change_type}}};

/// The asked types that the actor may see.
Result<std::vector<ActivityType>> permitted_types(const access::Actor& actor,
                                                  const std::vector<std::string>& asked) {
    std::vector<ActivityType> permitted;
    for (const auto& name : asked) {
        if (std::ranges::find(activity_types, name, &ActivityType::name) == activity_types.end())
            return refuse_field(Errc::invalid, "types", MessageKey{"errors.filters.value"});
    }
    for (const auto& type : activity_types) {
        const bool is_asked = asked.empty() || std::ranges::count(asked, type.name) > 0;
        if (is_asked && actor.can("activity_log", type.name)) permitted.push_back(type);
    }
    if (permitted.empty()) return refuse(Errc::forbidden, "errors.forbidden");
    return permitted;
}

/// One thing that happened, as the log tells it.
struct Happening {
    Instant at{};
    std::string by = {};
    std::string from_status = {};
    std::string to_status = {};  // empty: of no step that has a status
    std::string from_owner = {};
    std::string to_owner = {};
    std::string approval = {};
    std::string change = {};                  // what was done with the record, in a word
    std::vector<std::string> concerned = {};  // the log is for those who manage one of them
};

/// nullopt for what the log does not tell: what is waiting, and what was revoked.
std::optional<Happening> happening_of(const TransitionLook& look) {
    const auto status = look.status();
    const bool is_answered =
        status == Status::accepted || status == Status::rejected || status == Status::done;
    if (!is_answered || look.is_remote()) return std::nullopt;
    Happening happening;
    auto moment = look.text("status_at");
    if (look.is(Type::assign)) moment = look.text("created_at");
    const auto at = parse_instant(moment);
    if (!at) return std::nullopt;
    happening.at = *at;
    happening.by = look.text("status_by").empty() ? look.sender() : look.text("status_by");
    if (!look.is(Type::assign)) {
        happening.from_status = status == Status::done ? "accepted" : "in_progress";
        happening.to_status = wire_name(status);
    }
    happening.from_owner = look.text("record_owned_by");
    if (look.is(Type::transfer) && status == Status::accepted)
        happening.from_owner = look.text("previous_owner");
    happening.to_owner = look.recipient();
    happening.concerned = {happening.from_owner};
    const bool is_change_of_owner =
        look.is(Type::assign) || (look.is(Type::transfer) && status == Status::accepted);
    if (!is_change_of_owner) happening.concerned.push_back(look.recipient());
    return happening;
}

/// nullopt for a request, which is in the log once it is answered.
std::optional<Happening> decision_of(const json::Object& entry) {
    const auto at = parse_instant(json::string_or(entry, "approved_at"));
    if (!at) return std::nullopt;
    const auto owner = json::string_or(entry, "record_owned_by");
    return Happening{.at = *at,
                     .by = json::string_or(entry, "approved_by"),
                     .from_status = "in_progress",
                     .to_status = json::string_or(entry, "approval_status"),
                     .from_owner = owner,
                     .to_owner = owner,
                     .approval = json::string_or(entry, "approval_response_for"),
                     .concerned = {owner}};
}

/// What the record is called in lists.
std::string display_id(const store::StoredRecord& record) {
    for (const auto* key : {"case_id_display", "family_id_display", "short_id"}) {
        auto id = json::string_or(record.data, key);
        if (!id.empty()) return id;
    }
    return "";
}

/// Gathers the entries of one query.
class ActivityReader {
  public:
    ActivityReader(const access::Actor& actor, const records::Service& records,
                   const ActivityQuery& query)
        : actor_(actor), query_(query), directory_(records.dependencies().directory()) {}

    void read(const store::StoredRecord& record, const std::vector<ActivityType>& types) {
        for (const auto* row : records::derived::rows(record.data, transitions_key)) {
            const TransitionLook look(*row);
            const auto type = std::ranges::find(types, std::optional<Type>(look.type()),
                                                &ActivityType::transition);
            if (type != types.end()) add(record, *type, happening_of(look));
        }
        const auto approval = std::ranges::find(types, "approval", &ActivityType::name);
        if (approval == types.end()) return;
        for (const auto* row : records::derived::rows(record.data, "approval_subforms"))
            add(record, *approval, decision_of(*row));
    }

    void read(const RecordEvent& event, const ActivityType& type) {
        const auto owner = json::string_or(event.record.data, "owned_by");
        add(event.record, type,
            Happening{.at = event.at,
                      .by = event.by,
                      .from_owner = owner,
                      .to_owner = owner,
                      .change = event.word,
                      .concerned = {owner}});
    }

    records::ListAnswer page() {
        std::ranges::stable_sort(entries_, [&](const Entry& left, const Entry& right) {
            return query_.is_ascending ? left.at < right.at : right.at < left.at;
        });
        records::ListAnswer answer{
            .data = {}, .total = entries_.size(), .per = query_.per, .page = query_.page};
        const auto begin = std::min((query_.page - 1) * query_.per, entries_.size());
        const auto end = std::min(begin + query_.per, entries_.size());
        for (auto at = begin; at < end; ++at)
            answer.data.emplace_back(std::move(entries_[at].wire));
        return answer;
    }

  private:
    struct Entry {
        Instant at{};
        json::Object wire = {};
    };

    void add(const store::StoredRecord& record, const ActivityType& type,
             const std::optional<Happening>& happening) {
        if (!happening || !is_wanted(*happening)) return;
        entries_.push_back({happening->at, to_wire(record, type, *happening)});
    }

    bool is_wanted(const Happening& happening) const {
        if (happening.at < query_.from || happening.at >= query_.to) return false;
        if (!query_.performed_by.empty() && happening.by != query_.performed_by) return false;
        return std::ranges::any_of(happening.concerned, [&](const std::string& name) {
            const auto user = directory_->user(name);
            return user != nullptr && access::is_managed_by(actor_, *user);
        });
    }

    json::Object to_wire(const store::StoredRecord& record, const ActivityType& type,
                         const Happening& happening) const {
        json::Object data{
            {"owned_by", json::Object{{"from", happening.from_owner}, {"to", happening.to_owner}}}};
        if (!happening.to_status.empty())
            data["status"] =
                json::Object{{"from", happening.from_status}, {"to", happening.to_status}};
        if (!happening.change.empty()) data["action"] = happening.change;
        if (!happening.approval.empty()) data["approval_type"] = happening.approval;
        return {{"type", type.name},
                {"record_type", records::model_of(record.type)},
                {"record_id", record.id.text()},
                {"display_id", display_id(record)},
                {"performed_by", happening.by},
                {"datetime", format_instant(happening.at)},
                {"record_access_denied", !access::may(actor_, "read", record.type, record.data)},
                {"data", std::move(data)}};
    }

    const access::Actor& actor_;
    const ActivityQuery& query_;
    std::shared_ptr<const access::Directory> directory_;
    std::vector<Entry> entries_;
};

}  // namespace

Result<records::ListAnswer> activity_log(const access::Actor& actor,
                                         const records::Service& records,
                                         const ActivityQuery& query) {
    AMPARO_TRY(const auto types, permitted_types(actor, query.types));
    const auto& on = records.dependencies();
    index::Query wanted;
    wanted.filter = {index::DateRange{.column = "activity_dates",
                                      .from = query.from.time_since_epoch().count(),
                                      .to = query.to.time_since_epoch().count()}};
    wanted.sort = {.column = "created_at", .descending = true};
    wanted.count = records_max;
    ActivityReader reader(actor, records, query);
    for (const auto record_type : record_types) {
        AMPARO_TRY(const auto page, on.index->find(record_type, wanted));
        AMPARO_TRY(const auto found, on.cache->find(*on.database, page.ids));
        for (const auto& record : found) reader.read(*record, types);
    }
    const auto change = std::ranges::find(types, change_type, &ActivityType::name);
    if (change == types.end()) return reader.page();
    for (const auto record_type : changing_types) {
        AMPARO_TRY(const auto events,
                   record_events(actor, records, {record_type, query.from, query.to}));
        for (const auto& event : events) reader.read(event, *change);
    }
    return reader.page();
}

}  // namespace amparo::casework
