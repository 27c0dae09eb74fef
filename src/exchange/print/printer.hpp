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

namespace amparo {
class Messages;
class Random;
}  // namespace amparo
namespace amparo::access {
struct Agency;
}
namespace amparo::records {
class Attachments;
class Service;
struct AttachmentPlace;
}  // namespace amparo::records

namespace amparo::exchange {

/// A record on paper.
struct Print {
    std::string pdf;
    std::string file_name;  // with its ending; never a name of a child unless the user gave one
    std::size_t pages = 0;
    bool is_encrypted = false;
    std::vector<std::string> form_ids;  // as printed
    std::string locale;
    std::size_t documents = 0;  // behind the record
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

/// Makes PDF documents of records (exchange.md §4). Thread-safe; never more at once than
/// limits::prints_at_once.
class Printer {
  public:
    explicit Printer(const PrinterParts& parts);
    ~Printer();
    Printer(const Printer&) = delete;
    Printer& operator=(const Printer&) = delete;

    /// The chosen forms of the record, with only what the actor may read. forbidden without
    /// `export_pdf` on the record; not_found; invalid for forms, a language or a password that
    /// cannot be; too_large; busy when too many print.
    Result<Print> print(const access::Actor& actor, const PrintRequest& request);
    /// An image among the attachments as one page; not_found when there is no such rendition, and
    /// the refusals of records::Attachments::open.
    Result<Print> picture(const access::Actor& actor, const records::AttachmentPlace& place);

  private:
    class Turn;
    Result<Turn> take_turn();
    Result<std::vector<std::string>> logos_for(const access::Actor& actor,
                                               const PrintRequest& request) const;
    Result<std::string> read_logo(const access::Agency& agency) const;

    PrinterParts parts_;
    PagesProcess pages_;
    struct Queue;
    std::unique_ptr<Queue> queue_;
};

}  // namespace amparo::exchange
