#include "insight/tasks.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "access/deputies.hpp"
#include "access/directory.hpp"
#include "access/user_scope.hpp"
#include "base/error.hpp"
#include "index/index.hpp"
#include "insight/task_view.hpp"
#include "records/beholder.hpp"
#include "records/narrow_views.hpp"
#include "records/record_cache.hpp"
#include "records/tasks.hpp"

namespace amparo::insight {
namespace {

using index::Filter;

const std::array<std::string, 5> approvals{"assessment", "case_plan", "closure", "action_plan",
                                           "gbv_closure"};

Filter any_of(std::string column, std::vector<std::string> values) {
    return Filter{index::AnyOf{std::move(column), std::move(values)}};
}

/// The tasks one actor may ask for, as questions to the index.
class Questions {
  public:
    struct Wish {
        const TaskRequest& request;
        const records::NarrowViews& narrow;
        Day today;
    };
    Questions(const access::Actor& actor, const access::Directory& directory, const Wish& wish)
        : actor_(actor),
          directory_(directory),
          request_(wish.request),
          narrow_(wish.narrow),
          today_(wish.today) {}

    std::vector<index::DueShare> shares() const { return request_.of_team ? of_team() : own(); }

    std::vector<std::string> kinds() const {
        std::vector<std::string> kinds;
        for (const auto type : records::task_types::all) {
            const std::string name(type);
            const bool is_wanted = request_.types.empty() ||
                                   std::ranges::find(request_.types, name) != request_.types.end();
            if (is_wanted) kinds.push_back(name);
        }
        return kinds;
    }

    /// Open cases of the actor's scope and modules.
    Filter records() const {
        index::And all;
        auto scope = access::scope_of(actor_, "case", access::Reach::own);
        if (scope.kind == access::Scope::Kind::none) all.parts.push_back(Filter{index::None{}});
        if (scope.kind == access::Scope::Kind::any_of)
            all.parts.push_back(any_of(std::move(scope.field), std::move(scope.values)));
        all.parts.push_back(any_of("status", {"open"}));
        all.parts.push_back(any_of("record_state", {"true"}));
        all.parts.push_back(any_of("module_id", modules()));
        if (!request_.risk_levels.empty()) {
            all.parts.push_back(any_of("risk_level", request_.risk_levels));
            if (auto lacking = narrow_.lacking("risk_level"))
                all.parts.push_back(
                    Filter{index::Not{std::make_unique<Filter>(std::move(*lacking))}});
        }
        return Filter{std::move(all)};
    }

  private:
    std::vector<index::DueShare> own() const {
        std::vector<index::DueShare> shares;
        const auto& name = actor_.name().text();
        if (!request_.assigned_to.empty() &&
            std::ranges::find(request_.assigned_to, name) == request_.assigned_to.end())
            return shares;
        shares.push_back({.records = records(), .who = of_person(name)});
        auto approvers = as_approver();
        if (approvers.empty()) return shares;
        auto cases = records();
        if (!actor_.can("case", "self_approve")) {
            auto mine = std::make_unique<Filter>(any_of("owned_by", {name}));
            std::get<index::And>(cases.node).parts.push_back(Filter{index::Not{std::move(mine)}});
        }
        shares.push_back({.records = std::move(cases), .who = std::move(approvers)});
        return shares;
    }

    /// What the index knows somebody's own tasks by.
    static std::vector<std::string> of_person(const std::string& name) {
        std::vector<std::string> who{name};
        for (const auto& approval : approvals) who.push_back(records::asked_of(approval, name));
        return who;
    }

    /// Requests that the actor may answer: those that name nobody, and those of whoever they stand
    /// in for today.
    std::vector<std::string> as_approver() const {
        std::vector<std::string> who;
        const auto absent = access::represented_by(actor_.name(), directory_, today_);
        for (const auto& approval : approvals) {
            if (!actor_.can("case", "approve_" + approval)) continue;
            who.push_back(records::approvers_of(approval));
            for (const auto& user : absent)
                who.push_back(records::asked_of(approval, user->user_name.text()));
        }
        return who;
    }

    std::vector<index::DueShare> of_team() const {
        std::vector<index::DueShare> shares;
        const bool is_everyone = actor_.role().scope == access::ScopeKind::all;
        if (is_everyone && request_.assigned_to.empty()) {
            shares.push_back({.records = records(), .who = std::nullopt});
            return shares;
        }
        std::vector<std::string> names;
        for (const auto& user : access::managed_users(actor_, directory_)) {
            const auto& name = user->user_name.text();
            const bool is_wanted =
                request_.assigned_to.empty() ||
                std::ranges::find(request_.assigned_to, name) != request_.assigned_to.end();
            if (!is_wanted) continue;
            for (auto& known : of_person(name)) names.push_back(std::move(known));
        }
        shares.push_back({.records = records(), .who = std::move(names)});
        return shares;
    }

    std::vector<std::string> modules() const {
        const auto& own = actor_.role().module_ids;
        if (request_.modules.empty()) return own;
        std::vector<std::string> both;
        std::ranges::copy_if(request_.modules, std::back_inserter(both), [&](const auto& module) {
            return std::ranges::find(own, module) != own.end();
        });
        return both;
    }

    const access::Actor& actor_;
    const access::Directory& directory_;
    const TaskRequest& request_;
    const records::NarrowViews& narrow_;
    const Day today_;
};

/// The order of records.md §23: an allow-list (F7); what is not on it is the due date.
/// Nor is it a column that is hidden of one of the cases: its order would tell.
void sort(index::DueQuery& query, const TaskRequest& request, const TaskView& view,
          const std::function<bool(std::string_view)>& is_hidden) {
    using Order = index::DueQuery::Order;
    query.descending = request.descending;
    const auto by_record = [&](std::string_view column) {
        if (is_hidden(column)) return;
        query.order = Order::record;
        query.column = column;
    };
    if (request.order_by == "record_id_display") {
        by_record("case_id_display");
    } else if (request.order_by == "name") {
        by_record("name");
    } else if (request.order_by == "priority") {
        by_record("risk_level");
    } else if (request.order_by == "detail") {
        query.order = Order::detail;
    } else if (request.order_by == "type") {
        query.order = Order::what;
        std::ranges::sort(query.what);
    } else if (request.order_by == "type_display") {
        query.order = Order::what;
        std::ranges::sort(query.what, {}, [&](const auto& type) { return view.kind_label(type); });
    } else if (request.order_by.empty()) {
        query.descending = false;  // a direction says nothing without an order (§7.2)
    }
}

/// The cases of a page, each once.
Result<std::map<RecordId, records::RecordCache::Pointer>> cases_of(const records::Dependencies& on,
                                                                   const index::DuePage& page) {
    std::vector<RecordId> ids;
    for (const auto& row : page.rows) {
        if (std::ranges::find(ids, row.id) == ids.end()) ids.push_back(row.id);
    }
    AMPARO_TRY(auto found, on.cache->find(*on.database, ids));
    std::map<RecordId, records::RecordCache::Pointer> cases;
    for (auto& record : found) cases.emplace(record->id, std::move(record));
    return cases;
}

}  // namespace

Result<TaskAnswer> Tasks::list(const access::Actor& actor, const TaskRequest& request) const {
    if (!actor.holds("dashboard", "dash_tasks")) return refuse_forbidden();
    if (request.of_team && !actor.role().is_manager) return refuse_forbidden();
    const auto definitions = on_.definitions();
    const auto directory = on_.directory();
    const auto now = on_.clock->now();
    records::NarrowViews narrow(on_, actor, definitions, "case");
    AMPARO_CHECK(narrow.load());
    const TaskView view({.actor = actor,
                         .definitions = *definitions,
                         .readable =
                             [&](const store::StoredRecord& record) {
                                 return records::readable_of(on_, actor, definitions, record);
                             },
                         .messages = messages_,
                         .locale = request.locale,
                         .now = now});
    const auto today = day_in_zone(now, definitions->time_zone());
    const Questions questions(actor, *directory, {request, narrow, today});
    index::DueQuery query;
    query.shares = questions.shares();
    query.what = questions.kinds();
    query.offset = (request.page - 1) * request.per;
    query.count = request.per;
    const auto moment = now.time_since_epoch().count();
    if (request.overdue) {
        if (*request.overdue)
            query.at_most = moment - 1;
        else
            query.at_least = moment;
    }
    sort(query, request, view, [&](std::string_view column) {
        auto lacking = narrow.lacking(column);
        if (!lacking) return false;
        index::And both;
        both.parts.push_back(questions.records());
        both.parts.push_back(std::move(*lacking));
        const auto count = on_.index->count("case", Filter{std::move(both)});
        return !count || *count > 0;
    });
    AMPARO_TRY(const auto page, on_.index->find_dues("case", query));
    AMPARO_TRY(const auto cases, cases_of(on_, page));
    TaskAnswer answer{.data = {}, .total = page.total, .field_names = view.field_names()};
    for (const auto& row : page.rows) {
        const auto record = cases.find(row.id);
        if (record == cases.end()) continue;
        // The case may have moved on since the index was asked: then the task is gone.
        if (auto shown = view.show(*record->second, row))
            answer.data.emplace_back(std::move(*shown));
    }
    return answer;
}

}  // namespace amparo::insight
