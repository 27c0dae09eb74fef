#include "exchange/print/printer.hpp"

#include <algorithm>
#include <semaphore>
#include <utility>

#include "access/agency_files.hpp"
#include "access/passwords.hpp"
#include "base/text.hpp"
#include "exchange/print/best_interest_part.hpp"
#include "exchange/print/clean_text.hpp"
#include "exchange/print/draw.hpp"
#include "exchange/print/enclosures.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/number_words.hpp"
#include "exchange/print/record_parts.hpp"
#include "exchange/print/seal_pdf.hpp"
#include "forms/visibility.hpp"
#include "records/attachments.hpp"
#include "records/beholder.hpp"
#include "records/media.hpp"
#include "records/service.hpp"
#include "store/blobs.hpp"

namespace amparo::exchange {

struct Printer::Queue {
    std::counting_semaphore<limits::prints_at_once> turns{limits::prints_at_once};
};

/// One of the turns; given back by its destructor.
class Printer::Turn {
  public:
    explicit Turn(Queue& queue) : queue_(&queue) {}
    Turn(Turn&& other) noexcept : queue_(std::exchange(other.queue_, nullptr)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
        if (queue_ != nullptr) queue_->turns.release();
    }

  private:
    Queue* queue_;
};

namespace {

using access::Directory;
using FormIds = std::vector<std::string>;

/// Titles by record type; a type without one is never printed.
const char* title_key(std::string_view record_type) {
    if (record_type == "case") return "print.title.case";
    if (record_type == "incident") return "print.title.incident";
    if (record_type == "tracing_request") return "print.title.tracing_request";
    return record_type == "family" ? "print.title.family" : nullptr;
}

const char* signer_key(Signer signer) {
    if (signer == Signer::recipient) return "print.signer.recipient";
    return signer == Signer::case_worker ? "print.signer.case_worker" : "print.signer.client";
}

/// The rule for every export: what leaves the house is locked, unless a right says otherwise.
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

/// The language: the wished one, else that of the user, else that of the deployment.
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

/// The wished forms in the order of the navigation. All must be open to the actor on this record:
/// a form that is not there and one that is not permitted are refused alike.
Result<std::vector<const forms::Form*>> choose_forms(const access::Actor& beholder,
                                                     const PrintRequest& request,
                                                     const forms::Definitions& definitions,
                                                     const store::StoredRecord& record) {
    const auto module_id = json::string_or(record.data, "module_id");
    const auto permitted =
        access::permitted_forms(beholder, definitions, request.record_type, module_id);
    std::vector<const forms::Form*> chosen;
    for (const auto* form : definitions.forms_of(request.record_type)) {
        const bool is_wished =
            std::ranges::find(request.form_ids, form->unique_id) != request.form_ids.end();
        if (is_wished && form->visible && !form->is_nested &&
            forms::belongs_to_module(*form, module_id) && permitted.contains(form->unique_id))
            chosen.push_back(form);
    }
    FormIds wished = request.form_ids;
    std::ranges::sort(wished);
    wished.erase(std::unique(wished.begin(), wished.end()), wished.end());
    if (chosen.size() != wished.size())
        return refuse_field(Errc::invalid, "form_unique_ids", "errors.print.forms");
    return chosen;
}

/// What the top of the first page says besides the title.
Result<std::vector<std::string>> opening_lines(const RecordView& view) {
    std::vector<std::string> lines;
    if (!view.request.header.empty()) {
        const auto* lookup = view.definitions.lookup("lookup-pdf-header");
        const auto* option = lookup == nullptr ? nullptr : lookup->find(view.request.header);
        if (option == nullptr)
            return refuse_field(Errc::invalid, "header", "errors.validation.option");
        lines.push_back(view.words.text(option->display_text));
    }
    if (!view.request.custom_header.empty()) lines.push_back(view.request.custom_header);
    return lines;
}

std::vector<SignatureLine> signature_lines(const RecordView& view) {
    std::vector<SignatureLine> lines;
    for (const auto signer : view.request.signatures) {
        SignatureLine line{.who = view.words.text(signer_key(signer)),
                           .name_label = view.words.text("print.signature.name"),
                           .agency_label = {},
                           .agency = {},
                           .date_label = view.words.text("print.signature.date")};
        if (signer != Signer::client) line.agency_label = view.words.text("print.signature.agency");
        if (signer == Signer::case_worker)
            line.agency = view.words.agency(view.actor.user().agency.text());
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string watermark_of(const RecordView& view, const std::string& when) {
    if (!view.request.has_watermark) return "";
    auto text = clean_line(view.actor.name().text()) + " · " + when;
    if (!view.request.purpose.empty()) text += " · " + view.request.purpose;
    return text;
}

Result<Sheet> make_sheet(const RecordView& view, const std::vector<const forms::Form*>& forms,
                         Instant now) {
    const auto& words = view.words;
    const auto when = moment_words(now, words.locale(), view.definitions.time_zone());
    Sheet sheet;
    sheet.locale = words.locale();
    sheet.is_right_to_left = is_right_to_left(words.locale());
    sheet.paper = view.request.paper;
    sheet.made = now;
    sheet.title =
        words.text(title_key(view.record.type),
                   {{"id", isolate(clean_line(json::string_or(view.record.data, "short_id")))}});
    sheet.letterhead = words.agency(view.actor.user().agency.text());
    sheet.printed =
        words.text("print.printed", {{"when", when}, {"user", isolate(view.actor.name().text())}});
    sheet.confidential = words.text("print.confidential");
    sheet.page_text = words.text("print.page", {{"page", "{page}"}, {"pages", "{pages}"}});
    sheet.continued = words.text("print.continued");
    sheet.watermark = watermark_of(view, when);
    AMPARO_TRY(sheet.opening, opening_lines(view));
    sheet.facts = record_facts(view);
    if (!view.request.purpose.empty())
        sheet.facts.push_back({words.text("print.purpose"), view.request.purpose});
    for (const auto* form : forms) sheet.parts.push_back(record_part(view, *form));
    if (view.request.has_best_interest) sheet.parts.push_back(best_interest_part(view));
    sheet.signatures_title = words.text("print.signatures");
    sheet.signatures = signature_lines(view);
    return sheet;
}

/// Which agencies show their logo: those of the deployment, of who prints, and the offered ones,
/// each once.
std::vector<Directory::AgencyPointer> agencies_of(const access::Actor& actor,
                                                  const access::Directory& directory,
                                                  const PrintRequest& request) {
    std::vector<Directory::AgencyPointer> chosen;
    const auto add = [&](const Directory::AgencyPointer& agency) {
        const bool has_one =
            agency != nullptr && access::agency_file(*agency, access::logo_full).has_value();
        if (has_one && std::ranges::find(chosen, agency) == chosen.end() &&
            chosen.size() < limits::logos_max)
            chosen.push_back(agency);
    };
    const auto add_marked = [&](const char* mark) {
        for (const auto& agency : directory.agencies()) {
            if (!agency->disabled && json::bool_or(agency->attributes, mark, false)) add(agency);
        }
    };
    if (request.has_implementation_logos) add_marked("logo_enabled");
    if (request.has_agency_logo) add(directory.agency(actor.user().agency));
    if (request.has_other_logos) add_marked("pdf_logo_option");
    return chosen;
}

FormIds ids_of(const std::vector<const forms::Form*>& forms) {
    FormIds ids;
    for (const auto* form : forms) ids.push_back(form->unique_id);
    return ids;
}

}  // namespace

Printer::Printer(const PrinterParts& parts)
    : parts_(parts), pages_(parts.program), queue_(std::make_unique<Queue>()) {}

Printer::~Printer() = default;

Result<Printer::Turn> Printer::take_turn() {
    if (!queue_->turns.try_acquire_for(limits::wait_max))
        return std::unexpected(
            Error{.code = Errc::busy, .message = "errors.busy", .retry_after_seconds = 5});
    return Turn(*queue_);
}

Result<std::string> Printer::read_logo(const access::Agency& agency) const {
    const auto file = access::agency_file(agency, access::logo_full);
    return parts_.records.dependencies().database->read([&](store::Snapshot& snapshot) {
        return store::blob_bytes(snapshot, file->blob, limits::logo_bytes_max);
    });
}

Result<std::vector<std::string>> Printer::logos_for(const access::Actor& actor,
                                                    const PrintRequest& request) const {
    const auto directory = parts_.records.dependencies().directory();
    std::vector<std::string> logos;
    for (const auto& agency : agencies_of(actor, *directory, request)) {
        AMPARO_TRY(auto logo, read_logo(*agency));
        logos.push_back(std::move(logo));
    }
    return logos;
}

Result<Print> Printer::print(const access::Actor& actor, const PrintRequest& request) {
    if (title_key(request.record_type) == nullptr)
        return refuse(Errc::not_found, "errors.not_found");
    if (request.has_best_interest && request.record_type != "case")
        return refuse_field(Errc::invalid, "best_interest", "errors.validation.option");
    auto& records = parts_.records;
    const auto& on = records.dependencies();
    AMPARO_TRY(const auto record,
               records.read_for(actor, request.record_type, request.id, "export_pdf"));
    const auto definitions = on.definitions();
    const auto directory = on.directory();
    const auto beholder = records::beholder_of(on, actor, record.type, record.data);
    AMPARO_CHECK(check_password(beholder, request));
    AMPARO_TRY(const auto locale, choose_locale(actor, request, *definitions));
    AMPARO_TRY(const auto forms, choose_forms(beholder, request, *definitions, record));
    AMPARO_TRY(const auto turn, take_turn());
    const Words words(
        {.definitions = *definitions, .directory = *directory, .messages = parts_.messages},
        locale);
    const auto now = on.clock->now();
    const auto shown = records.show(actor, record, "");
    const auto readable = records::readable_of(on, actor, definitions, record);
    const auto open = [&](std::int64_t number) -> std::string {
        auto file = parts_.attachments.open(actor, {record.type, record.id, number},
                                            records::ImageSize::medium);
        return file ? std::move(file->bytes) : "";
    };
    Enclosures enclosures(pages_);
    const auto enclose = [&](std::int64_t number, const std::string& title) {
        auto file = parts_.attachments.open(actor, {record.type, record.id, number},
                                            records::ImageSize::original);
        return file && enclosures.add({.bytes = std::move(file->bytes),
                                       .content_type = std::move(file->content_type)},
                                      shorten(title, limits::title_characters_max, "…"));
    };
    const RecordView view{.actor = beholder,
                          .record = record,
                          .shown = shown,
                          .readable = *readable,
                          .request = request,
                          .definitions = *definitions,
                          .words = words,
                          .context = {.today = day_in_zone(now, definitions->time_zone()),
                                      .time_zone = definitions->time_zone(),
                                      .semantics = definitions->semantics()},
                          .open_picture = open,
                          .enclose = enclose};
    AMPARO_TRY(auto sheet, make_sheet(view, forms, now));
    AMPARO_TRY(sheet.logos, logos_for(actor, request));
    sheet.enclosed = enclosures.pages();
    AMPARO_TRY(const auto drawing, draw(sheet));
    const auto pdf = enclosures.fill(drawing.pdf, drawing.pages, drawing.enclosed);
    if (!pdf) return refuse_field(Errc::invalid, "documents", "errors.print.documents");
    const auto fallback = record.type + "-" + json::string_or(record.data, "short_id");
    return Print{.pdf = seal_pdf(*pdf,
                                 {.locale = sheet.locale,
                                  .is_right_to_left = sheet.is_right_to_left,
                                  .password = request.password},
                                 parts_.random),
                 .file_name = print_file_name(request.file_name, fallback) + ".pdf",
                 .pages = drawing.pages,
                 .is_encrypted = !request.password.empty(),
                 .form_ids = ids_of(forms),
                 .locale = locale,
                 .documents = enclosures.size()};
}

Result<Print> Printer::picture(const access::Actor& actor, const records::AttachmentPlace& place) {
    AMPARO_TRY(const auto file,
               parts_.attachments.open(actor, place, records::ImageSize::original));
    if (file.content_type != "image/jpeg" && file.content_type != "image/png")
        return refuse(Errc::not_found, "errors.not_found");
    AMPARO_TRY(const auto turn, take_turn());
    AMPARO_TRY(const auto image, records::shrink_image(file.bytes, limits::rendition_side_max));
    AMPARO_TRY(auto drawing, draw_picture(image, Paper::a4));
    return Print{.pdf = std::move(drawing.pdf),
                 .file_name = print_file_name(clean_line(file.file_name), "picture") + ".pdf",
                 .pages = drawing.pages,
                 .is_encrypted = false,
                 .form_ids = {},
                 .locale = {}};
}

}  // namespace amparo::exchange
