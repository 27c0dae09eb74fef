#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "exchange/print/pages_process.hpp"
#include "exchange/print/request.hpp"
#include "exchange/print/sheet.hpp"
#include "records/service.hpp"
#include "store/types.hpp"

namespace amparo {
class Messages;
class Random;
}  // namespace amparo
namespace amparo::access {
struct Agency;
}
namespace amparo::forms {
struct Form;
}
namespace amparo::records {
class Attachments;
struct AttachmentPlace;
}  // namespace amparo::records

namespace amparo::exchange {

/// Records, a list or blank forms on paper.
struct Print {
    std::string pdf;        // the bytes; a ZIP archive of several documents when `is_archive`
    std::string file_name;  // with its ending; never a name of a child unless the user gave one
    std::size_t pages = 0;
    bool is_encrypted = false;
    std::vector<std::string> form_ids;  // as printed
    std::string locale;
    std::size_t documents = 0;              // behind the record
    std::vector<RecordId> record_ids = {};  // of what left the house
    bool is_archive = false;
};

/// What a printer stands on; all outlive it.
struct PrinterParts {
    records::Service& records;
    const records::Attachments& attachments;
    const Messages& messages;
    Random& random;
    /// This program, to read foreign documents in a process of its own; empty: none are printed.
    std::filesystem::path program = {};
};

/// Makes PDF documents of records, lists and blank forms (exchange.md §4). Thread-safe; never more
/// at once than limits::prints_at_once.
class Printer {
  public:
    explicit Printer(const PrinterParts& parts);
    ~Printer();
    Printer(const Printer&) = delete;
    Printer& operator=(const Printer&) = delete;

    /// The chosen forms of the record, with only what the actor may read; for a hand-over the
    /// forms of the role that the referral names, always locked, no protected name shown, with a
    /// square code of the referral's hand-over code at the foot. forbidden without
    /// `export_pdf` on the record, and with its history without `change_log`; not_found; invalid
    /// for forms, a template, a language or a password that cannot be; too_large; busy when too
    /// many print.
    Result<Print> print(const access::Actor& actor, const PrintRequest& request);
    /// As print(), of all records of the request in one document: a first page that names them,
    /// then each on pages that bear its title. Every record must be open to the actor; a form need
    /// only be open on one of them, and is printed where it is. With `is_in_files` an archive of
    /// documents as print() makes them, under one bound of pages.
    Result<Print> print_many(const access::Actor& actor, const PrintRequest& request);
    /// The list of those parameters (of records::Service::list) as a table. Records that the actor
    /// may see but not export are left out and counted. forbidden without `export_pdf` on the type;
    /// invalid for columns that are not of their list; too_large past limits::rows_max.
    Result<Print> print_list(const access::Actor& actor, const PrintRequest& request,
                             const records::Parameters& parameters);
    /// Forms of the record type, or a template, to be filled in by hand; each names itself and its
    /// version in a square code. invalid for forms that are not open to the actor.
    Result<Print> print_blank(const access::Actor& actor, const PrintRequest& request);
    /// An image among the attachments as one page; not_found when there is no such rendition, and
    /// the refusals of records::Attachments::open.
    Result<Print> picture(const access::Actor& actor, const records::AttachmentPlace& place);
    /// A page (from 1) of a PDF among the attachments, to be looked at. not_found when it has no
    /// such page, `invalid` (`file`) when it is no PDF or cannot be drawn, and the refusals of
    /// records::Attachments::open.
    Result<PagesProcess::PagePicture> page(const access::Actor& actor,
                                           const records::AttachmentPlace& place,
                                           std::size_t number);

  private:
    class Turn;
    struct Work;  // what the parts of one print share
    /// A record that may be printed, and as whom the actor stands before it.
    struct Permitted {
        store::StoredRecord record;
        access::Actor beholder;
        records::ListAnswer history = {};  // when it is wished
        json::Object referral = {};        // of a template that tells of one; empty for none
    };
    using Subjects = std::vector<Permitted>;
    using FormPointers = std::vector<const forms::Form*>;

    Result<Turn> take_turn();
    Result<Permitted> permit(const access::Actor& actor, const PrintRequest& request,
                             const RecordId& id);
    template <class Compose>
    Result<Print> work_on(const access::Actor& actor, const PrintRequest& request,
                          const Compose& compose);
    Result<Subjects> permit_all(const access::Actor& actor, const PrintRequest& request);
    Result<json::Object> find_referral(const access::Actor& actor, const PrintRequest& request,
                                       const RecordId& id) const;
    Chapter write(const Work& work, const Permitted& subject, const FormPointers& forms);
    Result<Print> print_one(const Work& work, const Permitted& subject, const FormPointers& forms);
    Result<Print> print_book(const Work& work, const Subjects& subjects,
                             const std::vector<FormPointers>& forms);
    Result<Print> print_files(const access::Actor& actor, const PrintRequest& request,
                              const Subjects& subjects);
    Result<Print> finish(const Work& work, Sheet sheet, const std::string& fallback_name);
    Result<std::vector<std::string>> logos_for(const access::Actor& actor,
                                               const PrintRequest& request) const;
    Result<std::string> read_logo(const access::Agency& agency) const;

    PrinterParts parts_;
    PagesProcess pages_;
    struct Queue;
    std::unique_ptr<Queue> queue_;
};

}  // namespace amparo::exchange
