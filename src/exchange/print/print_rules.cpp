#include "exchange/print/print_rules.hpp"

#include <algorithm>
#include <span>

#include "access/passwords.hpp"
#include "base/text.hpp"
#include "exchange/print/clean_text.hpp"
#include "exchange/print/layouts.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/number_words.hpp"

namespace amparo::exchange {
namespace {

const char* signer_key(Signer signer) {
    switch (signer) {
        case Signer::recipient:
            return "print.signer.recipient";
        case Signer::case_worker:
            return "print.signer.case_worker";
        case Signer::supervisor:
            return "print.signer.supervisor";
        case Signer::child:
            return "print.signer.child";
        case Signer::caregiver:
            return "print.signer.caregiver";
        case Signer::client:
            break;
    }
    return "print.signer.client";
}

bool is_of_an_agency(Signer signer) {
    using enum Signer;
    return signer == recipient || signer == case_worker || signer == supervisor;
}

std::string watermark_of(const Occasion& occasion, const std::string& when) {
    if (!occasion.request.has_watermark) return "";
    auto text = clean_line(occasion.actor.name().text()) + " · " + when;
    if (!occasion.request.purpose.empty()) text += " · " + occasion.request.purpose;
    return text;
}

}  // namespace

const char* title_key(std::string_view record_type) {
    if (record_type == "case") return "print.title.case";
    if (record_type == "incident") return "print.title.incident";
    if (record_type == "tracing_request") return "print.title.tracing_request";
    return record_type == "family" ? "print.title.family" : nullptr;
}

const char* list_title_key(std::string_view record_type) {
    if (record_type == "case") return "print.list.case";
    if (record_type == "incident") return "print.list.incident";
    if (record_type == "tracing_request") return "print.list.tracing_request";
    return record_type == "family" ? "print.list.family" : nullptr;
}

Result<> check_password(const access::Actor& actor, const PrintRequest& request) {
    const auto& password = request.password;
    if (password.empty()) {
        if (actor.role().lists(request.record_type, "export_unencrypted")) return {};
        return refuse_field(Errc::invalid, "password", "errors.print.password");
    }
    const auto& text = password.reveal();
    const bool is_possible = text.size() <= limits::password_bytes_max &&
                             text.find('\0') == std::string::npos &&
                             text::length(text) >= limits::password_characters_min;
    if (!is_possible) return refuse_field(Errc::invalid, "password", "errors.print.password");
    if (access::is_common_password(text::fold_case(text)))
        return refuse_field(Errc::invalid, "password", "errors.models.user.password_common");
    return {};
}

Result<std::string> choose_locale(const access::Actor& actor, const PrintRequest& request,
                                  const forms::Definitions& definitions) {
    const auto known = definitions.locales();
    const auto is_known = [&](const std::string& locale) {
        return std::ranges::find(known, locale) != known.end();
    };
    if (!request.locale.empty()) {
        if (is_known(request.locale)) return request.locale;
        return refuse_field(Errc::invalid, "locale", "errors.print.locale");
    }
    return is_known(actor.user().locale) ? actor.user().locale : definitions.default_locale();
}

Sheet empty_sheet(const Occasion& occasion) {
    const auto& words = occasion.words;
    const auto& user = occasion.actor.user();
    const auto when = moment_words(occasion.now, words.locale(), occasion.definitions.time_zone());
    Sheet sheet;
    sheet.locale = words.locale();
    sheet.is_right_to_left = is_right_to_left(words.locale());
    sheet.paper = occasion.request.paper;
    sheet.made = occasion.now;
    sheet.letterhead = words.agency(user.agency.text());
    sheet.printed = words.text("print.printed",
                               {{"when", when}, {"user", isolate(occasion.actor.name().text())}});
    sheet.confidential = words.text("print.confidential");
    sheet.page_text = words.text("print.page", {{"page", "{page}"}, {"pages", "{pages}"}});
    sheet.continued = words.text("print.continued");
    sheet.watermark = watermark_of(occasion, when);
    sheet.signatures_title = words.text("print.signatures");
    return sheet;
}

Result<std::vector<std::string>> opening_lines(const Occasion& occasion) {
    std::vector<std::string> lines;
    const auto& request = occasion.request;
    if (!request.header.empty()) {
        const auto* lookup = occasion.definitions.lookup("lookup-pdf-header");
        const auto* option = lookup == nullptr ? nullptr : lookup->find(request.header);
        if (option == nullptr)
            return refuse_field(Errc::invalid, "header", "errors.validation.option");
        lines.push_back(occasion.words.text(option->display_text));
    }
    if (!request.custom_header.empty()) lines.push_back(request.custom_header);
    return lines;
}

std::vector<SignatureLine> signature_lines(const Occasion& occasion) {
    const auto& wished = occasion.request.signatures;
    const auto* model = layout_facts(occasion.request.layout);
    const std::span<const Signer> signers =
        wished.empty() && model != nullptr ? model->signers : std::span(wished);
    std::vector<SignatureLine> lines;
    const auto& words = occasion.words;
    for (const auto signer : signers) {
        SignatureLine line{.who = words.text(signer_key(signer)),
                           .name_label = words.text("print.signature.name"),
                           .agency_label = {},
                           .agency = {},
                           .date_label = words.text("print.signature.date")};
        if (is_of_an_agency(signer)) line.agency_label = words.text("print.signature.agency");
        if (signer == Signer::case_worker || signer == Signer::supervisor)
            line.agency = words.agency(occasion.actor.user().agency.text());
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace amparo::exchange
