#include "notify/texts.hpp"

#include <algorithm>

#include "records/service.hpp"

namespace amparo::notify {
namespace {

using records::Event;
using records::EventKind;
using Arguments = std::vector<std::pair<std::string, std::string>>;

std::string locale_of(const TextSources& sources, const access::User& user) {
    const auto known = sources.definitions.locales();
    const bool is_known = std::ranges::find(known, user.locale) != known.end();
    return is_known ? user.locale : sources.definitions.default_locale();
}

/// Ids and names stand on their own between Arabic words (Unicode bidi isolates).
std::string isolated(std::string_view locale, const std::string& text) {
    if (locale != "ar" || text.empty()) return text;
    return "\u2068" + text + "\u2069";
}

std::string agency_name(const TextSources& sources, const UserName& name,
                        const std::string& locale) {
    const auto user = sources.directory.user(name);
    const auto agency = user ? sources.directory.agency(user->agency) : nullptr;
    return agency ? forms::text_for(agency->name, locale) : std::string();
}

/// "Assessment" for the approval type "assessment", as the deployment calls it.
std::string approval_label(const TextSources& sources, const std::string& type,
                           const std::string& locale) {
    const auto* all =
        json::find_object(sources.definitions.system_settings(), "approvals_labels_i18n");
    for (const auto& name : {locale, std::string("en")}) {
        const auto* labels = all == nullptr ? nullptr : json::find_object(*all, name);
        if (labels == nullptr) continue;
        if (const auto label = json::find_string(*labels, type)) return std::string(*label);
    }
    return type;
}

std::string service_label(const TextSources& sources, const std::string& type,
                          const std::string& locale) {
    const auto* lookup = sources.definitions.lookup("lookup-service-type");
    const auto* option = lookup == nullptr ? nullptr : lookup->find(type);
    return option == nullptr ? type : forms::text_for(option->display_text, locale);
}

std::string form_label(const TextSources& sources, const std::string& id,
                       const std::string& locale) {
    const auto* form = sources.definitions.form(id);
    return form == nullptr ? id : forms::text_for(form->name, locale);
}

/// The word for what the event is about besides the record: an approval, a service, a form.
std::string label_of(const TextSources& sources, const Event& event, const std::string& locale) {
    const auto approval = json::string_or(event.details, "approval_type");
    if (!approval.empty()) return approval_label(sources, approval, locale);
    const auto service = json::string_or(event.details, "service_type");
    if (!service.empty()) return service_label(sources, service, locale);
    const auto form = json::string_or(event.details, "form_unique_id");
    return form.empty() ? form : form_label(sources, form, locale);
}

/// "approval_response.approved", "referral.service", or the plain name of the event.
std::string text_name(const Event& event) {
    std::string name(records::wire_name(event.kind));
    if (event.kind == EventKind::approval_response) {
        name += json::bool_or(event.details, "approved", false) ? ".approved" : ".rejected";
    }
    const bool has_service = !json::string_or(event.details, "service_type").empty();
    if (event.kind == EventKind::referral && has_service) name += ".service";
    // "password_reset.registered", "password_reset.known" (access/password_resets.hpp).
    const auto why = json::string_or(event.details, "why");
    if (event.kind == EventKind::password_reset && !why.empty()) name += "." + why;
    return name;
}

/// What the app is called in mails and messages.
std::string app_name(const TextSources& sources) {
    return sources.discreet_name.empty() ? "Amparo" : sources.discreet_name;
}

/// "Amparo: New referral"; where the app is discreet whoever looks over a shoulder reads no more
/// than that there is something new.
std::string subject_of(const TextSources& sources, const std::string& plain,
                       const std::string& discreet) {
    return app_name(sources) + ": " + (sources.discreet_name.empty() ? plain : discreet);
}

std::string without_scheme(const std::string& url) {
    const auto at = url.find("://");
    return at == std::string::npos ? url : url.substr(at + 3);
}

}  // namespace

std::string link_of(const std::string& public_url, const Event& event) {
    const bool is_known = json::string_or(event.details, "why") == "known";
    if (event.kind == EventKind::password_reset && !is_known) {
        return public_url +
               "/v2/password_reset?reset_password_token=" + json::string_or(event.details, "token");
    }
    if (event.kind == EventKind::welcome || is_known) return public_url + "/v2/login";
    if (event.kind == EventKind::second_factor_removed) return public_url + "/v2/account";
    if (event.kind == EventKind::task_due) return public_url + "/v2/tasks";
    const auto segment = records::segment_of(event.record_type);
    if (event.record_id.empty() || segment.empty()) return public_url + "/v2/notifications";
    return public_url + "/v2/" + std::string(segment) + "/" + event.record_id;
}

Mail Texts::mail(const TextSources& sources, const access::User& user,
                 const Announcement& announcement) const {
    const auto& event = announcement.event;
    const auto locale = locale_of(sources, user);
    const auto text = [&](const std::string& key, Arguments arguments = {}) {
        return messages_.text(locale, MessageKey(key, std::move(arguments)));
    };
    const std::string kind(records::wire_name(event.kind));
    const auto sender = app_name(sources);
    if (event.kind == EventKind::bulk_message) {
        return {.sender = sender,
                .to = user.email,
                .subject = json::string_or(event.details, "subject"),
                .body = text("mail.bulk_message",
                             {{"actor", isolated(locale, event.actor.text())},
                              {"app", sender},
                              {"message", json::string_or(event.details, "message")}}),
                .locale = locale};
    }
    const auto status = json::string_or(event.details, "status");
    const Arguments arguments{
        {"actor", isolated(locale, event.actor.text())},
        {"agency", isolated(locale, agency_name(sources, event.actor, locale))},
        {"record", text("record." + event.record_type)},
        {"short_id", isolated(locale, announcement.display_id)},
        {"label", isolated(locale, label_of(sources, event, locale))},
        {"status", status.empty() ? status : text("status." + status)},
        {"user", isolated(locale, user.user_name.text())},
        {"ask", sources.public_url + "/v2/password_reset_request"},
        {"count", std::to_string(json::integer_or(event.details, "count", 0))}};
    const bool is_of_registration =
        event.kind == EventKind::password_reset && !json::string_or(event.details, "why").empty();
    auto plain = text("subject." + (is_of_registration ? text_name(event) : kind));
    if (!announcement.display_id.empty()) plain += " (" + announcement.display_id + ")";
    auto subject = subject_of(sources, plain, text("push.discreet"));
    auto body = text("mail.hello") + "\n\n" + text("mail." + text_name(event), arguments) + "\n\n" +
                link_of(sources.public_url, event) + "\n\n" + text("mail.footer") + "\n";
    return {.sender = sender,
            .to = user.email,
            .subject = std::move(subject),
            .body = std::move(body),
            .locale = locale};
}

Mail Texts::digest(const TextSources& sources, const access::User& user,
                   const std::vector<DigestCount>& counts) const {
    const auto locale = locale_of(sources, user);
    const auto text = [&](const std::string& key) { return messages_.text(locale, key); };
    std::string lines;
    for (const auto& [kind, count] : counts) {
        lines += "- " + text("subject." + std::string(records::wire_name(kind))) + ": " +
                 std::to_string(count) + "\n";
    }
    return {.sender = app_name(sources),
            .to = user.email,
            .subject = subject_of(sources, text("subject.digest"), text("push.discreet")),
            .body = text("mail.hello") + "\n\n" + text("mail.digest") + "\n\n" + lines + "\n" +
                    sources.public_url + "/v2/notifications\n\n" + text("mail.footer") + "\n",
            .locale = locale};
}

Mail Texts::notice(const TextSources& sources, const std::string& address,
                   const json::Object& details) const {
    const auto locale = sources.definitions.default_locale();
    const auto text = [&](const std::string& key, Arguments arguments = {}) {
        return messages_.text(locale, MessageKey(key, std::move(arguments)));
    };
    auto name = json::string_or(details, "notice");
    const auto subject = subject_of(sources, text("subject." + name), text("push.discreet"));
    const auto percent = json::integer_or(details, "percent", 0);
    if (percent > 0) name += ".percent";
    return {.sender = app_name(sources),
            .to = address,
            .subject = subject,
            .body = text("mail.hello") + "\n\n" +
                    text("mail." + name, {{"percent", std::to_string(percent)}}) + "\n\n" +
                    sources.public_url + "\n",
            .locale = locale};
}

PushText Texts::push(const TextSources& sources, const access::User& user,
                     const Announcement& announcement) const {
    const auto locale = locale_of(sources, user);
    const std::string kind(records::wire_name(announcement.event.kind));
    const bool is_discreet = !sources.discreet_name.empty();
    return {.title = app_name(sources),
            .body = messages_.text(locale, is_discreet ? "push.discreet" : "subject." + kind),
            .action_label = messages_.text(locale, "push.action"),
            .link = without_scheme(link_of(sources.public_url, announcement.event))};
}

}  // namespace amparo::notify
