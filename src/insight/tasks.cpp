#include "insight/tasks.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "access/deputies.hpp"
#include "access/directory.hpp"
#include "access/user_scope.hpp"
#include "base/error.hpp"
#include "index/index.hpp"
#include "insight/snoozes.hpp"
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

    std::vector<index::DueShare> shares() const {
        if (request_.only_given) return of_own_cases();
        return request_.of_team ? of_team() : own();
    }

    std::vector<std::string> kinds() const {
        std::vector<std::string> kinds;
        for (const auto type : records::task_types::all) {
            const std::string name(type);
            const bool is_wanted = request_.types.empty() ||
                                   std::ranges::find(request_.types, name) != request_.types.end();
            const bool is_possible = !request_.only_given || records::can_be_given(type);
            if (is_wanted && is_possible) kinds.push_back(name);
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

    /// Whoever's task it is.
    std::vector<index::DueShare> of_own_cases() const {
        auto cases = records();
        std::get<index::And>(cases.node)
            .parts.push_back(any_of("owned_by", {actor_.name().text()}));
        std::vector<index::DueShare> shares;
        shares.push_back({.records = std::move(cases), .who = std::nullopt});
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

/// One request on its way: what it asks of the index, and how the rows look that come back.
class Inquiry {
  public:
    Inquiry(const records::Dependencies& on, const Messages& messages, const access::Actor& actor,
            const TaskRequest& request)
        : on_(on),
          actor_(actor),
          request_(request),
          definitions_(on.definitions()),
          directory_(on.directory()),
          now_(on.clock->now()),
          today_(day_in_zone(now_, definitions_->time_zone())),
          rules_(records::TaskRules::of(*definitions_)),
          narrow_(on_, actor, definitions_, "case"),
          view_({.actor = actor,
                 .definitions = *definitions_,
                 .readable =
                     [this](const store::StoredRecord& record) {
                         return records::readable_of(on_, actor_, definitions_, record);
                     },
                 .messages = messages,
                 .locale = request.locale,
                 .now = now_}),
          questions_(actor, *directory_, {request, narrow_, today_}) {}
    Inquiry(const Inquiry&) = delete;
    Inquiry& operator=(const Inquiry&) = delete;

    Result<> load() { return narrow_.load(); }
    Day today() const { return today_; }
    json::Object field_names() const { return view_.field_names(); }
    const TaskView& view() const { return view_; }

    /// All tasks that the request is about.
    index::DueQuery query() const {
        index::DueQuery query;
        query.shares = questions_.shares();
        query.what = questions_.kinds();
        bound(query);
        sort(query, request_, view_, [&](std::string_view column) { return is_hidden(column); });
        return query;
    }

    /// The same, of some records alone.
    index::DueQuery query_of(const std::vector<std::string>& ids) const {
        auto narrowed = query();
        for (auto& share : narrowed.shares) {
            index::And both;
            both.parts.push_back(std::move(share.records));
            both.parts.push_back(Filter{index::Ids{ids}});
            share.records = Filter{std::move(both)};
        }
        return narrowed;
    }

    /// A row with what the wire has of it.
    struct Shown {
        index::DueRow row;
        json::Object task;
        std::string id() const { return json::string_or(task, "task_id"); }
    };
    /// Without those whose case has moved on since the index was asked: they are gone.
    Result<std::vector<Shown>> show(const index::DuePage& page) const {
        AMPARO_TRY(const auto cases, cases_of(on_, page));
        std::vector<Shown> shown;
        for (const auto& row : page.rows) {
            const auto record = cases.find(row.id);
            if (record == cases.end()) continue;
            if (auto task = view_.show(*record->second, row))
                shown.push_back({row, std::move(*task)});
        }
        return shown;
    }

    /// Says of each whether the person whose task it is has put it off.
    Result<> mark(std::vector<Shown>& shown) const {
        return on_.database->read([&](store::Snapshot& snapshot) -> Result<> {
            for (auto& each : shown) {
                const auto owner = directory_->user(json::string_or(each.task, "assigned_to"));
                if (!owner) continue;
                AMPARO_TRY(const auto day, Snoozes::find(snapshot, owner->id, each.id(), today_));
                if (day) each.task["snoozed_until"] = format_day(*day);
            }
            return {};
        });
    }

  private:
    void bound(index::DueQuery& query) const {
        const auto later = [&](std::int64_t moment) {
            query.at_least = std::max(query.at_least.value_or(moment), moment);
        };
        const auto sooner = [&](std::int64_t moment) {
            query.at_most = std::min(query.at_most.value_or(moment), moment);
        };
        const auto moment = now_.time_since_epoch().count();
        if (request_.overdue && *request_.overdue) sooner(moment - 1);
        if (request_.overdue && !*request_.overdue) later(moment);
        const auto end_of = [&](Day day) { return rules_.end_of(day).time_since_epoch().count(); };
        if (request_.due_from) later(end_of(*request_.due_from - std::chrono::days(1)) + 1);
        if (request_.due_to) sooner(end_of(*request_.due_to));
    }

    bool is_hidden(std::string_view column) const {
        auto lacking = narrow_.lacking(column);
        if (!lacking) return false;
        index::And both;
        both.parts.push_back(questions_.records());
        both.parts.push_back(std::move(*lacking));
        const auto count = on_.index->count("case", Filter{std::move(both)});
        return !count || *count > 0;
    }

    const records::Dependencies& on_;
    const access::Actor& actor_;
    const TaskRequest& request_;
    std::shared_ptr<const forms::Definitions> definitions_;
    std::shared_ptr<const access::Directory> directory_;
    Instant now_;
    Day today_;
    records::TaskRules rules_;
    records::NarrowViews narrow_;
    TaskView view_;
    Questions questions_;
};

constexpr std::size_t own_rows_max =
    2000;  // tasks of the records that somebody has put tasks of off, or owns

using Shown = std::vector<Inquiry::Shown>;

/// Those among the tasks asked for that the actor has put off, in the order asked for.
Result<Shown> put_off(const records::Dependencies& on, const Inquiry& inquiry,
                      const Snoozes& snoozes) {
    auto query = inquiry.query_of(snoozes.records());
    query.count = own_rows_max;
    AMPARO_TRY(const auto page, on.index->find_dues("case", query));
    AMPARO_TRY(auto shown, inquiry.show(page));
    std::erase_if(shown, [&](const auto& each) { return !snoozes.until(each.id()); });
    for (auto& each : shown) each.task["snoozed_until"] = format_day(*snoozes.until(each.id()));
    return shown;
}

/// What somebody else does on the actor's own cases, in the order asked for.
Result<Shown> given_away(const records::Dependencies& on, const access::Actor& actor,
                         const Inquiry& inquiry) {
    auto query = inquiry.query();
    query.count = own_rows_max;
    AMPARO_TRY(auto page, on.index->find_dues("case", query));
    std::erase_if(page.rows, [&](const auto& row) { return row.due.who == actor.name().text(); });
    AMPARO_TRY(auto shown, inquiry.show(page));
    std::erase_if(shown, [](const auto& each) { return each.task.at("given_by").is_null(); });
    return shown;
}

/// A page of the others: what is put off is found first, so that pages stay full.
Result<index::DuePage> without(const records::Dependencies& on, index::DueQuery query,
                               const Shown& hidden) {
    const auto offset = query.offset;
    const auto count = query.count;
    query.offset = 0;
    query.count = offset + count + hidden.size();
    AMPARO_TRY(auto page, on.index->find_dues("case", query));
    std::erase_if(page.rows, [&](const auto& row) {
        return std::ranges::any_of(hidden, [&](const auto& each) {
            return each.row.id == row.id && each.row.number == row.number;
        });
    });
    const auto begin = std::min(offset, page.rows.size());
    const auto end = std::min(offset + count, page.rows.size());
    page.rows = {page.rows.begin() + static_cast<std::ptrdiff_t>(begin),
                 page.rows.begin() + static_cast<std::ptrdiff_t>(end)};
    page.total -= std::min(page.total, hidden.size());
    return page;
}

TaskAnswer answer_of(Shown shown, std::size_t total, const Inquiry& inquiry) {
    TaskAnswer answer{.data = {}, .total = total, .field_names = inquiry.field_names()};
    for (auto& each : shown) answer.data.emplace_back(std::move(each.task));
    return answer;
}

TaskAnswer page_of(Shown shown, const TaskRequest& request, const Inquiry& inquiry) {
    const auto total = shown.size();
    const auto begin = std::min((request.page - 1) * request.per, total);
    const auto end = std::min(begin + request.per, total);
    Shown page(std::make_move_iterator(shown.begin() + static_cast<std::ptrdiff_t>(begin)),
               std::make_move_iterator(shown.begin() + static_cast<std::ptrdiff_t>(end)));
    return answer_of(std::move(page), total, inquiry);
}

}  // namespace

Result<TaskAnswer> Tasks::list(const access::Actor& actor, const TaskRequest& request) const {
    if (!actor.holds("dashboard", "dash_tasks")) return refuse_forbidden();
    if (request.of_team && !actor.role().is_manager) return refuse_forbidden();
    Inquiry inquiry(on_, messages_, actor, request);
    AMPARO_CHECK(inquiry.load());
    const auto read_own = [&](store::Snapshot& snapshot) {
        return Snoozes::of(snapshot, actor.user().id, inquiry.today());
    };
    AMPARO_TRY(const auto snoozes, on_.database->read(read_own));
    Shown hidden;
    const bool is_own = !request.of_team && !request.only_given;
    if (is_own && !snoozes.empty()) {
        AMPARO_TRY(hidden, put_off(on_, inquiry, snoozes));
    }
    if (request.only_given) {
        AMPARO_TRY(auto given, given_away(on_, actor, inquiry));
        return page_of(std::move(given), request, inquiry);
    }
    if (request.only_snoozed) return page_of(std::move(hidden), request, inquiry);
    auto query = inquiry.query();
    query.offset = (request.page - 1) * request.per;
    query.count = request.per;
    AMPARO_TRY(const auto page, hidden.empty() ? on_.index->find_dues("case", query)
                                               : without(on_, std::move(query), hidden));
    AMPARO_TRY(auto shown, inquiry.show(page));
    if (request.of_team) AMPARO_CHECK(inquiry.mark(shown));
    return answer_of(std::move(shown), page.total, inquiry);
}

Result<json::Object> Tasks::read(const access::Actor& actor, const store::StoredRecord& record,
                                 const TaskName& name) const {
    if (!actor.holds("dashboard", "dash_tasks")) return refuse_forbidden();
    const TaskRequest any{.locale = name.locale};
    Inquiry inquiry(on_, messages_, actor, any);
    AMPARO_CHECK(inquiry.load());
    auto task = inquiry.view().show(record, name.task_id);
    if (!task) return refuse(Errc::not_found, "errors.not_found");
    return std::move(*task);
}

Result<json::Object> Tasks::snooze(const access::Actor& actor, const SnoozeRequest& request) const {
    if (!actor.holds("dashboard", "dash_tasks")) return refuse_forbidden();
    const TaskRequest own{.locale = request.locale};
    Inquiry inquiry(on_, messages_, actor, own);
    AMPARO_CHECK(inquiry.load());
    auto query = inquiry.query_of({record_of_task(request.task_id)});
    query.count = own_rows_max;
    AMPARO_TRY(const auto page, on_.index->find_dues("case", query));
    AMPARO_TRY(auto shown, inquiry.show(page));
    const auto found = std::ranges::find(shown, request.task_id, &Inquiry::Shown::id);
    if (found == shown.end()) return refuse(Errc::not_found, "errors.not_found");
    AMPARO_CHECK(on_.database->write([&](store::Transaction& transaction) {
        return Snoozes::put(transaction, {.user_id = actor.user().id,
                                          .task_id = request.task_id,
                                          .until = request.until,
                                          .today = inquiry.today()});
    }));
    if (request.until) found->task["snoozed_until"] = format_day(*request.until);
    return std::move(found->task);
}

}  // namespace amparo::insight
