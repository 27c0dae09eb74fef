#include "casework/approvals.hpp"

#include <algorithm>
#include <array>

#include "access/deputies.hpp"
#include "access/user_scope.hpp"
#include "base/text.hpp"
#include "casework/alerts.hpp"
#include "casework/detail/module_options.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"

namespace amparo::casework {
namespace {

using records::derived::is_true;

constexpr std::array<std::string_view, 5> approvals{"assessment", "case_plan", "closure",
                                                    "action_plan", "gbv_closure"};
constexpr std::string_view entries_key = "approval_subforms";
constexpr std::size_t notes_characters_max = 5000;
constexpr std::int64_t reminder_hours_default = 72;
constexpr std::string_view records_queue = "records";

std::string status_key(std::string_view approval) {
    return "approval_status_" + std::string(approval);
}

std::string own_key(std::string_view approval, std::string_view suffix) {
    return std::string(approval) + std::string(suffix);
}

/// One answer or request in the making.
struct Step {
    records::Edit& edit;
    records::Draft& draft;
    const ApprovalInput& input;

    const std::string& approval() const { return input.approval; }
    std::string status() const { return json::string_or(draft.data(), status_key(input.approval)); }
    std::string owner() const { return json::string_or(draft.data(), "owned_by"); }
    const std::string& me() const { return edit.actor().name().text(); }
    detail::ModuleOptions options() const { return {edit.definitions(), draft.data()}; }
};

std::unexpected<Error> refuse_status(const char* message) {
    return refuse_field(Errc::invalid, "approval_status", MessageKey{message});
}

/// The form whose page shows the alert: the key of the map whose value is the approval.
std::string form_of(const Step& step) {
    const auto* forms = step.options().object("approval_forms_to_alert");
    if (forms == nullptr) return step.approval();
    for (const auto& [form, approval] : *forms) {
        const auto* text = approval.if_string();
        if (text != nullptr && std::string_view(*text) == step.approval()) return form;
    }
    return step.approval();
}

void append_entry(const Step& step, json::Object entry) {
    entry["unique_id"] = Uuid::random(step.edit.random()).text();
    entry["approval_date"] = format_day(step.edit.today());
    const auto plan_type = json::string_or(step.draft.data(), "case_plan_approval_type");
    if (step.approval() == "case_plan" && !plan_type.empty())
        entry["approval_for_type"] = plan_type;
    auto& entries = step.draft.data()[entries_key];
    if (!entries.is_array()) entries = json::Array();
    entries.get_array().emplace_back(std::move(entry));
}

using People = std::vector<access::Directory::UserPointer>;

People managers_of(const access::Directory& directory, std::string_view name) {
    const auto user = directory.user(name);
    return user ? access::managers_of(*user, directory) : People();
}

void add(People& people, const access::Directory::UserPointer& user) {
    if (std::ranges::find(people, user->user_name, &access::User::user_name) == people.end())
        people.push_back(user);
}

bool names(const People& people, const UserName& name) {
    return std::ranges::find(people, name, &access::User::user_name) != people.end();
}

/// A question on one case: of which approval, asked of whom.
struct Question {
    const access::Directory& directory;
    Day today;
    const json::Object& data;
    std::string approval;
    std::string approver;  // "" when nobody was named

    std::string owner() const { return json::string_or(data, "owned_by"); }
};

/// Whether the role and the scope of the user let them answer at all.
bool can_answer(const Question& question, const access::Directory::UserPointer& user) {
    const auto role = question.directory.role(user->role);
    return role != nullptr && user->is_active() &&
           access::may(access::Actor(user, role), "approve_" + question.approval, "case",
                       question.data);
}

/// case-management.md §4.5 (2): a manager of the owner, or somebody who oversees an agency or all.
bool has_authority(const Question& question, const access::Directory::UserPointer& user) {
    const auto role = question.directory.role(user->role);
    if (role == nullptr) return false;
    if (access::Actor(user, role).can("case", "self_approve")) return true;
    if (question.owner() == user->user_name.text()) return false;
    return role->scope == access::ScopeKind::agency || role->scope == access::ScopeKind::all ||
           names(managers_of(question.directory, question.owner()), user->user_name);
}

/// Whose answer is waited for: the named approver, else the managers of the owner.
People asked_first(const Question& question) {
    if (question.approver.empty()) return managers_of(question.directory, question.owner());
    const auto user = question.directory.user(question.approver);
    return user ? People{user} : People();
}

/// Those, and whoever stands in for them today and can answer. Never the owner as a deputy.
People asked(const Question& question) {
    const auto first = asked_first(question);
    auto people = first;
    for (const auto& user : first) {
        for (const auto& deputy : access::deputies_on(*user, question.directory, question.today)) {
            const bool is_owner = deputy->user_name.text() == question.owner();
            if (!is_owner && can_answer(question, deputy)) add(people, deputy);
        }
    }
    return people;
}

std::vector<UserName> names_of(const People& people) {
    std::vector<UserName> names;
    for (const auto& user : people) names.push_back(user->user_name);
    return names;
}

/// The last request for the approval; nullptr when there was none.
const json::Object* last_request(const json::Object& data, std::string_view approval) {
    const json::Object* latest = nullptr;
    for (const auto* entry : records::derived::rows(data, entries_key)) {
        if (json::string_or(*entry, "approval_requested_for") == approval) latest = entry;
    }
    return latest;
}

records::Event event_of(const Step& step, records::EventKind kind, std::string occurrence) {
    return {.kind = kind,
            .record_type = "case",
            .record_id = step.draft.id().text(),
            .actor = step.edit.actor().name(),
            .recipients = {},
            .occurrence = std::move(occurrence),
            .details = {{"approval_type", step.approval()}}};
}

std::int64_t reminder_hours(const Step& step) {
    return step.options().integer("approval_reminder_hours", reminder_hours_default);
}

store::Job reminder(const RecordId& id, std::string_view approval, std::string_view entry,
                    Instant run_at) {
    return {.queue = std::string(records_queue),
            .kind = std::string(remind_kind),
            .run_at = run_at,
            .payload = {{"case", id.text()}, {"approval", approval}, {"entry", entry}}};
}

Question question_of(const Step& step, std::string approver) {
    return {.directory = step.edit.directory(),
            .today = step.edit.today(),
            .data = step.draft.data(),
            .approval = step.approval(),
            .approver = std::move(approver)};
}

/// A named approver must be able to answer; otherwise the owner's managers are asked. Both with
/// their deputies.
Result<std::vector<UserName>> asked_people(const Step& step) {
    const auto question = question_of(step, step.input.approver);
    if (question.approver.empty()) return names_of(asked(question));
    const auto user = question.directory.user(question.approver);
    if (user == nullptr || !can_answer(question, user) || !has_authority(question, user))
        return refuse_field(Errc::invalid, "approver", MessageKey{"errors.approvals.approver"});
    return names_of(asked(question));
}

Result<> request(const Step& step) {
    if (step.status() == "pending") return refuse_status("errors.approvals.pending");
    AMPARO_TRY(auto people, asked_people(step));
    auto& data = step.draft.data();
    data[status_key(step.approval())] = "pending";
    data[own_key(step.approval(), "_approved")] = false;
    if (step.approval() == "case_plan" && step.options().is_true("selectable_approval_types"))
        data["case_plan_approval_type"] = step.input.approval_type;
    if (!has_alert(data, alerts_of("approval", step.approval())))
        add_alert(
            step.edit, data,
            {.alert_for = "approval", .type = step.approval(), .form_unique_id = form_of(step)});
    json::Object entry{{"approval_requested_for", step.approval()},
                       {"approval_status", "requested"},
                       {"requested_by", step.me()}};
    if (!step.input.approver.empty()) entry["approver"] = step.input.approver;
    append_entry(step, std::move(entry));
    const auto entry_id =
        json::string_or(data[entries_key].get_array().back().get_object(), "unique_id");
    auto event = event_of(step, records::EventKind::approval_request, entry_id);
    event.recipients = std::move(people);
    step.edit.enqueue(records::event_job(event));
    const std::chrono::hours wait(reminder_hours(step));
    if (wait.count() > 0)
        step.edit.enqueue(
            reminder(step.draft.id(), step.approval(), entry_id, step.edit.now() + wait));
    return {};
}

/// What the last request for this approval says under a key; "" without one.
std::string in_last_request(const Step& step, std::string_view key) {
    const auto* request = last_request(step.draft.data(), step.approval());
    return request == nullptr ? std::string() : json::string_or(*request, key);
}

Result<> withdraw(const Step& step) {
    if (step.status() != "pending") return refuse_status("errors.approvals.no_request");
    if (in_last_request(step, "requested_by") != step.me() && step.owner() != step.me())
        return refuse(Errc::forbidden, "errors.forbidden");
    step.draft.data()[status_key(step.approval())] = nullptr;
    remove_alerts(step.draft.data(), alerts_of("approval", step.approval()));
    append_entry(step, {{"approval_requested_for", step.approval()},
                        {"approval_status", "withdrawn"},
                        {"requested_by", step.me()}});
    return {};
}

/// For whom the actor answers as a deputy; "" when they answer in their own right.
Result<std::string> answers_for(const Step& step) {
    const auto& actor = step.edit.actor();
    if (actor.is_system()) return std::string();
    const auto question = question_of(step, in_last_request(step, "approver"));
    if (has_authority(question, actor.user_pointer())) return std::string();
    if (step.owner() == step.me()) return refuse(Errc::forbidden, "errors.approvals.own_case");
    auto represented = access::represented_by(actor.name(), question.directory, question.today);
    std::erase_if(represented, [&](const auto& user) {
        const bool is_asked = names(asked_first(question), user->user_name) ||
                              names(managers_of(question.directory, step.owner()), user->user_name);
        return !is_asked || !user->is_active();
    });
    if (represented.empty()) return refuse(Errc::forbidden, "errors.forbidden");
    return represented.front()->user_name.text();
}

/// What the module does of itself once the answer is yes (§4.5 (6)).
void apply_effects(const Step& step) {
    const auto* effects = step.options().object("on_approved");
    const auto* list = effects == nullptr ? nullptr : json::find_array(*effects, step.approval());
    if (list == nullptr) return;
    for (const auto& element : *list) {
        const auto* effect = element.if_object();
        if (effect == nullptr) continue;
        if (const auto* values = json::find_object(*effect, "set_field")) {
            for (const auto& [key, value] : *values) step.draft.data()[key] = value;
        }
        if (json::bool_or(*effect, "close_case", false)) step.draft.data()["status"] = "closed";
    }
}

void tell_owner(const Step& step, bool approved) {
    auto event = event_of(step, records::EventKind::approval_response,
                          Uuid::random(step.edit.random()).text());
    event.details["approved"] = approved;
    event.recipients = {UserName(step.owner())};
    step.edit.enqueue(records::event_job(event));
}

Result<> answer(const Step& step) {
    const bool approved = step.input.status == "approved";
    if (step.status() != "pending" && !step.options().is_true("approval_without_request"))
        return refuse_status("errors.approvals.no_request");
    AMPARO_TRY(const auto on_behalf_of, answers_for(step));
    if (!approved && text::trim(step.input.notes).empty())
        return refuse_field(Errc::invalid, "notes", MessageKey{"errors.approvals.comment"});
    auto& data = step.draft.data();
    data[status_key(step.approval())] = step.input.status;
    data[own_key(step.approval(), "_approved")] = approved;
    data[own_key(step.approval(), "_approved_date")] = format_day(step.edit.today());
    if (!step.input.notes.empty())
        data[own_key(step.approval(), "_approved_comments")] = step.input.notes;
    json::Object entry{{"approval_response_for", step.approval()},
                       {"approval_status", step.input.status},
                       {"approved_by", step.me()},
                       {"approved_at", format_instant(step.edit.now())},
                       {"record_owned_by", step.owner()},
                       {"approved_revision", step.draft.record.revision}};
    if (!on_behalf_of.empty()) entry["on_behalf_of"] = on_behalf_of;
    if (!step.input.notes.empty()) entry["approval_manager_comments"] = step.input.notes;
    append_entry(step, std::move(entry));
    remove_alerts(data, alerts_of("approval", step.approval()));
    if (approved) apply_effects(step);
    tell_owner(step, approved);
    return {};
}

bool is_approval(std::string_view name) {
    return std::ranges::find(approvals, name) != approvals.end();
}

bool is_word(std::string_view status) {
    constexpr std::array<std::string_view, 4> known{"requested", "approved", "rejected",
                                                    "withdrawn"};
    return std::ranges::find(known, status) != known.end();
}

Result<> check_input(const ApprovalInput& input) {
    if (!is_approval(input.approval)) return refuse(Errc::not_found, "errors.not_found");
    if (text::length(input.notes) > notes_characters_max)
        return refuse_field(Errc::invalid, "notes", MessageKey{"errors.validation.text_length"});
    if (!is_word(input.status)) return refuse_status("approvals.error_invalid_status");
    return {};
}

/// Whoever was asked, and from the second reminder on the managers above them.
std::vector<UserName> reminded(const Question& question, std::int64_t times) {
    auto people = asked(question);
    if (times == 0) return names_of(people);
    for (const auto& user : asked_first(question)) {
        for (const auto& above : managers_of(question.directory, user->user_name.text()))
            add(people, above);
    }
    return names_of(people);
}

}  // namespace

bool is_approval_step(const ApprovalInput& input) {
    return is_approval(input.approval) && is_word(input.status);
}

Result<json::Object> approve(const access::Actor& actor, records::Service& records,
                             const RecordId& id, const ApprovalInput& input) {
    // Whoever reads no cases learns not even which approvals there are (records.md F24).
    if (!actor.can("case", "read")) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_CHECK(check_input(input));
    const bool asks = input.status == "requested" || input.status == "withdrawn";
    const auto right = (asks ? "request_approval_" : "approve_") + input.approval;
    if (!actor.can("case", right)) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(const auto drafts, records.edit(actor, [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id, .right = right}));
        const Step step{.edit = edit, .draft = *draft, .input = input};
        if (!is_true(draft->data(), "record_state"))
            return refuse_field(Errc::invalid, "base", MessageKey{"errors.record_disabled"});
        if (input.status == "requested") return request(step);
        if (input.status == "withdrawn") return withdraw(step);
        return answer(step);
    }));
    return records.visible_changes(actor, drafts.front());
}

Result<json::Object> remind_of_approval(records::Service& records,
                                        const store::RunningJob& running) {
    const auto& job = running.job;
    AMPARO_TRY(const auto id, RecordId::parse(json::string_or(job.payload, "case")));
    const auto approval = json::string_or(job.payload, "approval");
    const auto entry = json::string_or(job.payload, "entry");
    const auto times = json::integer_or(job.payload, "times", 0);
    bool reminded_somebody = false;
    AMPARO_CHECK(records.edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(const auto* data, edit.look_at("case", id));
        const auto* request = last_request(*data, approval);
        const bool waits = json::string_or(*data, status_key(approval)) == "pending" &&
                           request != nullptr && json::string_or(*request, "unique_id") == entry;
        if (!waits) return {};
        const detail::ModuleOptions options(edit.definitions(), *data);
        const std::chrono::hours wait(
            options.integer("approval_reminder_hours", reminder_hours_default));
        edit.enqueue(records::event_job(
            {.kind = records::EventKind::approval_reminder,
             .record_type = "case",
             .record_id = id.text(),
             .actor = edit.actor().name(),
             .recipients = reminded({.directory = edit.directory(),
                                     .today = edit.today(),
                                     .data = *data,
                                     .approval = approval,
                                     .approver = json::string_or(*request, "approver")},
                                    times),
             .occurrence = entry + ":" + std::to_string(times),
             .details = {{"approval_type", approval}}}));
        auto next = reminder(id, approval, entry, edit.now() + wait);
        next.payload["times"] = times + 1;
        edit.enqueue(std::move(next));
        reminded_somebody = true;
        return {};
    }));
    return json::Object{{"reminded", reminded_somebody}};
}

Result<> check_approved_forms(const records::Edit& edit, const records::Draft& draft) {
    if (edit.actor().is_system()) return {};
    const detail::ModuleOptions options(edit.definitions(), draft.before);
    const auto locked = options.list("lock_on_approval");
    if (locked.empty()) return {};
    const auto* forms = options.object("approval_forms_to_alert");
    if (forms == nullptr) return {};
    for (const auto& form_id : locked) {
        const auto approval = json::string_or(*forms, form_id);
        const auto* form = edit.definitions().form(form_id);
        if (form == nullptr || json::string_or(draft.before, status_key(approval)) != "approved" ||
            edit.actor().can("case", "approve_" + approval))
            continue;
        for (const auto& field : form->fields) {
            if (records::derived::is_changed(draft.before, draft.data(), field.name))
                return refuse_field(Errc::forbidden, field.name,
                                    MessageKey{"errors.approvals.locked"});
        }
    }
    return {};
}

Result<> keep_approved_forms(records::Edit& edit, records::Draft& draft) {
    if (!draft.is_form_save) return {};
    return check_approved_forms(edit, draft);
}

}  // namespace amparo::casework
