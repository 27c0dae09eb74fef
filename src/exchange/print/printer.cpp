#include "exchange/print/printer.hpp"

#include <algorithm>
#include <semaphore>
#include <utility>

#include "access/agency_files.hpp"
#include "casework/transitions/visibility.hpp"
#include "exchange/archive.hpp"
#include "exchange/print/best_interest_part.hpp"
#include "exchange/print/blank_form.hpp"
#include "exchange/print/clean_text.hpp"
#include "exchange/print/draw.hpp"
#include "exchange/print/enclosures.hpp"
#include "exchange/print/hand_over.hpp"
#include "exchange/print/history_part.hpp"
#include "exchange/print/layouts.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/list_table.hpp"
#include "exchange/print/number_words.hpp"
#include "exchange/print/print_rules.hpp"
#include "exchange/print/record_parts.hpp"
#include "exchange/print/seal_pdf.hpp"
#include "forms/visibility.hpp"
#include "records/attachments.hpp"
#include "records/beholder.hpp"
#include "records/media.hpp"
#include "records/reveal.hpp"
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

/// The wished forms that are open to the actor on this record, in the order of the navigation.
std::vector<const forms::Form*> open_forms(const access::Actor& beholder,
                                           const PrintRequest& request,
                                           const forms::Definitions& definitions,
                                           const store::StoredRecord& record) {
    const auto module_id = json::string_or(record.data, "module_id");
    const auto permitted =
        access::permitted_forms(beholder, definitions, request.record_type, module_id);
    std::vector<const forms::Form*> chosen;
    for (const auto* form : definitions.forms_of(request.record_type)) {
        const bool is_wished_now = request.is_hand_over || is_wished(request, form->unique_id);
        if (is_wished_now && form->visible && !form->is_nested &&
            forms::belongs_to_module(*form, module_id) && permitted.contains(form->unique_id))
            chosen.push_back(form);
    }
    return chosen;
}

/// By name, and by the template.
FormIds wished_forms(const PrintRequest& request) {
    auto ids = request.form_ids;
    const auto* facts = layout_facts(request.layout);
    if (facts != nullptr) ids.insert(ids.end(), facts->forms.begin(), facts->forms.end());
    return ids;
}

FormIds ids_of(const std::vector<const forms::Form*>& forms) {
    FormIds ids;
    for (const auto* form : forms) ids.push_back(form->unique_id);
    return ids;
}

FormIds sorted(FormIds ids) {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

/// The forms that are printed, each once. All wished ones must be among them: one that is not there
/// and one that is not permitted are refused alike. Of those of a template there must be one.
Result<FormIds> check_all_found(const PrintRequest& request, FormIds printed) {
    printed = sorted(std::move(printed));
    if (!std::ranges::includes(printed, sorted(request.form_ids)))
        return refuse_field(Errc::invalid, "form_unique_ids", "errors.print.forms");
    const auto* facts = layout_facts(request.layout);
    const bool has_one = facts == nullptr || facts->forms.empty() ||
                         std::ranges::any_of(facts->forms, [&](std::string_view id) {
                             return std::ranges::find(printed, id) != printed.end();
                         });
    if (!has_one) return refuse_field(Errc::invalid, "template", "errors.print.forms");
    return printed;
}

Result<> check_type(const PrintRequest& request) {
    if (title_key(request.record_type) == nullptr)
        return refuse(Errc::not_found, "errors.not_found");
    const bool is_case = request.record_type == "case";
    if (request.has_best_interest && !is_case)
        return refuse_field(Errc::invalid, "best_interest", "errors.validation.option");
    if (request.layout != Layout::forms && !is_case)
        return refuse_field(Errc::invalid, "template", "errors.validation.option");
    return {};
}

/// What there is to print of one record.
struct Contents {
    const std::vector<const forms::Form*>& forms;
    const records::ListAnswer& history;
    const json::Object& referral;
};

/// A record with the wished forms, as pages of its own or as the whole document.
Chapter chapter_of(const RecordView& view, const Contents& contents) {
    const auto& words = view.words;
    const auto* facts = layout_facts(view.request.layout);
    Chapter chapter{
        .title = words.text(
            facts == nullptr ? title_key(view.record.type) : facts->title,
            {{"id", isolate(clean_line(json::string_or(view.record.data, "short_id")))}}),
        .facts = record_facts(view),
        .parts = {}};
    if (facts != nullptr)
        chapter.parts =
            layout_parts(view, *facts, contents.referral.empty() ? nullptr : &contents.referral);
    for (const auto* form : contents.forms) chapter.parts.push_back(record_part(view, *form));
    // Templates are letters: what belongs together stays together.
    for (auto& part : chapter.parts) part.goes_on = facts != nullptr;
    if (view.request.has_best_interest) chapter.parts.push_back(best_interest_part(view));
    if (view.request.has_history)
        chapter.parts.push_back(history_part(view, contents.history, contents.forms));
    return chapter;
}

void add_purpose(std::vector<Pair>& facts, const Occasion& occasion) {
    if (!occasion.request.purpose.empty())
        facts.push_back({occasion.words.text("print.purpose"), occasion.request.purpose});
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

/// Paper wanders: what a record masks needs a right of its own to be on it (exchange.md §2).
/// The beholder has the rights that a referral left the actor.
json::Object shown_on_paper(const records::Service& records, const access::Actor& actor,
                            const access::Actor& beholder, const store::StoredRecord& record) {
    const bool is_revealed = beholder.role().lists(record.type, "export_hidden_names");
    return is_revealed ? records::show_revealed(records, actor, record)
                       : records.show(actor, record, "");
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

struct Printer::Work {
    const access::Actor& actor;
    const PrintRequest& request;
    std::shared_ptr<const forms::Definitions> definitions;
    std::shared_ptr<const access::Directory> directory;
    const Words& words;
    Instant now;
    Enclosures& enclosures;
    std::size_t& pictures;  // drawn so far

    Occasion occasion() const { return {actor, request, *definitions, words, now}; }
};

Result<Printer::Permitted> Printer::permit(const access::Actor& actor, const PrintRequest& request,
                                           const RecordId& id) {
    const auto& on = parts_.records.dependencies();
    AMPARO_TRY(auto record, parts_.records.read_for(actor, request.record_type, id, "export_pdf"));
    auto beholder = records::beholder_of(on, actor, record.type, record.data);
    AMPARO_CHECK(check_password(beholder, request));
    Permitted subject{.record = std::move(record), .beholder = std::move(beholder)};
    if (request.has_history) {
        AMPARO_TRY(subject.history,
                   parts_.records.history(actor, {.record_type = request.record_type,
                                                  .id = id,
                                                  .per = limits::changes_max,
                                                  .form_ids = wished_forms(request)}));
    }
    if (request.layout == Layout::referral) {
        AMPARO_TRY(subject.referral, find_referral(actor, request, id));
    }
    if (request.is_hand_over) {
        AMPARO_TRY(subject.beholder,
                   hand_over_reader(subject.beholder, *on.directory(), request, subject.referral));
    }
    return subject;
}

Result<Printer::Subjects> Printer::permit_all(const access::Actor& actor,
                                              const PrintRequest& request) {
    Subjects subjects;
    for (const auto& id : request.ids) {
        AMPARO_TRY(auto subject, permit(actor, request, id));
        subjects.push_back(std::move(subject));
    }
    return subjects;
}

/// The named one must be there for the actor; nobody has to have one otherwise.
Result<json::Object> Printer::find_referral(const access::Actor& actor, const PrintRequest& request,
                                            const RecordId& id) const {
    AMPARO_TRY(auto referrals,
               casework::list_transitions(actor, parts_.records, {request.record_type, id},
                                          {casework::TransitionType::referral}));
    for (auto& element : referrals) {
        auto* referral = element.if_object();
        const bool is_wished =
            referral != nullptr && (request.transition_id.empty() ||
                                    json::string_or(*referral, "id") == request.transition_id);
        if (is_wished) return std::move(*referral);
    }
    if (request.transition_id.empty()) return json::Object();
    return refuse_field(Errc::invalid, "transition_id", "errors.not_found");
}

Chapter Printer::write(const Work& work, const Permitted& subject, const FormPointers& forms) {
    const auto& on = parts_.records.dependencies();
    const auto& record = subject.record;
    const auto shown = shown_on_paper(parts_.records, work.actor, subject.beholder, record);
    const auto readable = on.masks->readable(subject.beholder, work.definitions, record.type,
                                             json::string_or(record.data, "module_id"));
    const auto open = [&](std::int64_t number) -> std::string {
        if (work.pictures >= limits::document_pictures_max) return "";
        ++work.pictures;
        auto file = parts_.attachments.open(work.actor, {record.type, record.id, number},
                                            records::ImageSize::medium);
        return file ? std::move(file->bytes) : "";
    };
    const auto enclose = [&](std::int64_t number, const std::string& title) {
        auto file = parts_.attachments.open(work.actor, {record.type, record.id, number},
                                            records::ImageSize::original);
        return file && work.enclosures.add({.bytes = std::move(file->bytes),
                                            .content_type = std::move(file->content_type)},
                                           shorten(title, limits::title_characters_max, "…"));
    };
    const RecordView view{.actor = subject.beholder,
                          .record = record,
                          .shown = shown,
                          .readable = *readable,
                          .request = work.request,
                          .definitions = *work.definitions,
                          .words = work.words,
                          .context = {.today = day_in_zone(work.now, work.definitions->time_zone()),
                                      .time_zone = work.definitions->time_zone(),
                                      .semantics = work.definitions->semantics()},
                          .open_picture = open,
                          .enclose = enclose};
    return chapter_of(view,
                      {.forms = forms, .history = subject.history, .referral = subject.referral});
}

Result<Print> Printer::finish(const Work& work, Sheet sheet, const std::string& fallback_name) {
    AMPARO_TRY(sheet.logos, logos_for(work.actor, work.request));
    sheet.enclosed = work.enclosures.pages();
    AMPARO_TRY(const auto drawing, draw(sheet));
    const auto pdf = work.enclosures.fill(drawing.pdf, drawing.pages, drawing.enclosed);
    if (!pdf) return refuse_field(Errc::invalid, "documents", "errors.print.documents");
    return Print{.pdf = seal_pdf(*pdf,
                                 {.locale = sheet.locale,
                                  .is_right_to_left = sheet.is_right_to_left,
                                  .password = work.request.password},
                                 parts_.random),
                 .file_name = print_file_name(work.request.file_name, fallback_name) + ".pdf",
                 .pages = drawing.pages,
                 .is_encrypted = !work.request.password.empty(),
                 .form_ids = {},
                 .locale = sheet.locale,
                 .documents = work.enclosures.size()};
}

template <class Compose>
Result<Print> Printer::work_on(const access::Actor& actor, const PrintRequest& request,
                               const Compose& compose) {
    const auto& on = parts_.records.dependencies();
    auto definitions = on.definitions();
    auto directory = on.directory();
    AMPARO_TRY(auto locale, choose_locale(actor, request, *definitions));
    const Words words(
        {.definitions = *definitions, .directory = *directory, .messages = parts_.messages},
        std::move(locale));
    Enclosures enclosures(pages_);
    std::size_t pictures = 0;
    return compose(Work{.actor = actor,
                        .request = request,
                        .definitions = definitions,
                        .directory = directory,
                        .words = words,
                        .now = on.clock->now(),
                        .enclosures = enclosures,
                        .pictures = pictures});
}

Result<Print> Printer::print(const access::Actor& actor, const PrintRequest& request) {
    AMPARO_CHECK(check_type(request));
    AMPARO_TRY(const auto subject, permit(actor, request, request.id));
    return work_on(actor, request, [&](const Work& work) -> Result<Print> {
        const auto forms = open_forms(subject.beholder, request, *work.definitions, subject.record);
        AMPARO_CHECK(check_all_found(request, ids_of(forms)));
        AMPARO_TRY(const auto turn, take_turn());
        return print_one(work, subject, forms);
    });
}

Result<Print> Printer::print_one(const Work& work, const Permitted& subject,
                                 const FormPointers& forms) {
    auto sheet = empty_sheet(work.occasion());
    AMPARO_TRY(sheet.opening, opening_lines(work.occasion()));
    auto chapter = write(work, subject, forms);
    add_purpose(chapter.facts, work.occasion());
    sheet.title = std::move(chapter.title);
    sheet.facts = std::move(chapter.facts);
    sheet.parts = std::move(chapter.parts);
    sheet.signatures = signature_lines(work.occasion());
    if (work.request.is_hand_over) sheet.code = hand_over_square(subject.referral);
    const auto& request = work.request;
    const auto kind = request.layout == Layout::forms ? request.record_type
                                                      : std::string(wire_name(request.layout));
    const auto short_id = json::string_or(subject.record.data, "short_id");
    AMPARO_TRY(auto print, finish(work, std::move(sheet), kind + "-" + short_id));
    print.form_ids = ids_of(forms);
    print.record_ids = {subject.record.id};
    return print;
}

Result<Print> Printer::print_many(const access::Actor& actor, const PrintRequest& request) {
    AMPARO_CHECK(check_type(request));
    AMPARO_TRY(const auto subjects, permit_all(actor, request));
    if (request.is_in_files) return print_files(actor, request, subjects);
    return work_on(actor, request, [&](const Work& work) -> Result<Print> {
        std::vector<FormPointers> forms;
        FormIds printed;
        for (const auto& subject : subjects) {
            forms.push_back(
                open_forms(subject.beholder, request, *work.definitions, subject.record));
            const auto ids = ids_of(forms.back());
            printed.insert(printed.end(), ids.begin(), ids.end());
        }
        AMPARO_TRY(printed, check_all_found(request, std::move(printed)));
        AMPARO_TRY(const auto turn, take_turn());
        AMPARO_TRY(auto print, print_book(work, subjects, forms));
        print.form_ids = std::move(printed);
        return print;
    });
}

Result<Print> Printer::print_book(const Work& work, const Subjects& subjects,
                                  const std::vector<FormPointers>& forms) {
    const auto& request = work.request;
    auto sheet = empty_sheet(work.occasion());
    AMPARO_TRY(sheet.opening, opening_lines(work.occasion()));
    sheet.title = work.words.text(list_title_key(request.record_type));
    std::string numbers;
    for (std::size_t at = 0; at < subjects.size(); ++at) {
        sheet.chapters.push_back(write(work, subjects[at], forms[at]));
        sheet.chapters.back().signatures = signature_lines(work.occasion());
        numbers += (numbers.empty() ? "" : "\n") + sheet.chapters.back().title;
    }
    sheet.facts.push_back(
        {work.words.text("print.records"),
         number_words(static_cast<double>(subjects.size()), work.words.locale())});
    add_purpose(sheet.facts, work.occasion());
    sheet.facts.push_back({work.words.text("print.contents"), numbers});
    AMPARO_TRY(auto print, finish(work, std::move(sheet), request.record_type + "s"));
    print.record_ids = request.ids;
    return print;
}

Result<Print> Printer::print_files(const access::Actor& actor, const PrintRequest& request,
                                   const Subjects& subjects) {
    AMPARO_TRY(const auto turn, take_turn());
    auto each = request;
    each.file_name.clear();  // one name for all would tell nothing
    Print archive;
    archive.file_name = print_file_name(request.file_name, request.record_type + "s") + ".zip";
    archive.is_encrypted = !request.password.empty();
    archive.record_ids = request.ids;
    archive.is_archive = true;
    std::vector<ArchivedFile> files;
    for (const auto& subject : subjects) {
        AMPARO_TRY(auto print, work_on(actor, each, [&](const Work& work) {
                       const auto forms =
                           open_forms(subject.beholder, request, *work.definitions, subject.record);
                       return print_one(work, subject, forms);
                   }));
        archive.pages += print.pages;
        if (archive.pages > limits::pages_max) return refuse(Errc::too_large, "errors.print.pages");
        archive.documents += print.documents;
        archive.locale = print.locale;
        archive.form_ids.insert(archive.form_ids.end(), print.form_ids.begin(),
                                print.form_ids.end());
        files.push_back({.name = std::move(print.file_name), .bytes = std::move(print.pdf)});
    }
    AMPARO_TRY(archive.form_ids, check_all_found(request, std::move(archive.form_ids)));
    archive.pdf = zip_of(std::move(files));
    return archive;
}

Result<Print> Printer::print_list(const access::Actor& actor, const PrintRequest& request,
                                  const records::Parameters& parameters) {
    AMPARO_CHECK(check_type(request));
    if (!actor.can(request.record_type, "export_pdf"))
        return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_CHECK(check_password(actor, request));
    AMPARO_TRY(auto columns, list_columns(actor, request));
    AMPARO_TRY(auto rows, rows_to_print(actor, parts_.records, {request.record_type, parameters}));
    columns = used_columns(request, std::move(columns), rows);
    return work_on(actor, request, [&](const Work& work) -> Result<Print> {
        AMPARO_TRY(const auto turn, take_turn());
        auto sheet = empty_sheet(work.occasion());
        sheet.is_landscape = columns.size() > limits::upright_columns_max;
        AMPARO_TRY(sheet.opening, opening_lines(work.occasion()));
        sheet.title = work.words.text(list_title_key(request.record_type));
        sheet.facts = list_facts(work.occasion(), rows);
        add_purpose(sheet.facts, work.occasion());
        sheet.parts.push_back(list_part(work.occasion(), columns, rows));
        AMPARO_TRY(auto print, finish(work, std::move(sheet), request.record_type + "-list"));
        print.record_ids = std::move(rows.ids);
        return print;
    });
}

Result<Print> Printer::print_blank(const access::Actor& actor, const PrintRequest& request) {
    if (request.layout != Layout::forms && request.record_type != "case")
        return refuse_field(Errc::invalid, "template", "errors.validation.option");
    return work_on(actor, request, [&](const Work& work) -> Result<Print> {
        const auto forms = blank_forms(actor, request, *work.definitions);
        AMPARO_CHECK(check_all_found(request, ids_of(forms)));
        AMPARO_TRY(const auto turn, take_turn());
        auto sheet = empty_sheet(work.occasion());
        sheet.title = work.words.text("print.blank.title");
        const auto* facts = layout_facts(request.layout);
        if (facts != nullptr)
            sheet.chapters.push_back(blank_layout(work.occasion(), *facts, forms));
        else
            for (const auto* form : forms)
                sheet.chapters.push_back(blank_chapter(work.words, *form, *work.definitions));
        const auto name = facts == nullptr ? "forms" : std::string(wire_name(request.layout));
        AMPARO_TRY(auto print, finish(work, std::move(sheet), name));
        print.form_ids = ids_of(forms);
        return print;
    });
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

Result<PagesProcess::PagePicture> Printer::page(const access::Actor& actor,
                                                const records::AttachmentPlace& place,
                                                std::size_t number) {
    AMPARO_TRY(const auto file,
               parts_.attachments.open(actor, place, records::ImageSize::original));
    AMPARO_TRY(const auto turn, take_turn());
    auto drawn = pages_.picture(file.bytes, number, limits::page_side_max);
    if (!drawn) return refuse_field(Errc::invalid, "file", "errors.attachments.page");
    if (drawn->jpeg.empty()) return refuse(Errc::not_found, "errors.not_found");
    return drawn;
}

}  // namespace amparo::exchange
