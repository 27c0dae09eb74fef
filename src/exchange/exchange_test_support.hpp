#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/messages.hpp"
#include "exchange/print/printer.hpp"
#include "records/records_test_support.hpp"

namespace amparo::exchange {

/// The deployment of the records' tests with a printer.
class PrintWorld {
  public:
    explicit PrintWorld(json::Object settings = {});

    /// A case with answers in many forms, of `worker_a`.
    RecordId rich_case();
    /// What is asked for when a test does not care: these forms, in English, with a password.
    static PrintRequest request_for(const RecordId& id, std::vector<std::string> forms);
    Result<Print> print(const std::string& user_name, const PrintRequest& request);
    /// The words on the pages of a print that must succeed.
    std::string printed_text(const std::string& user_name, const PrintRequest& request);

    records::RecordsWorld& world() { return world_; }
    Printer& printer() { return *printer_; }
    static const std::string& password();

  private:
    records::RecordsWorld world_;
    Messages messages_;
    std::unique_ptr<Printer> printer_;
};

/// What pdftotext reads in a document, laid out as on the page; "" when it cannot open it.
std::string text_of_pdf(const std::string& pdf, const std::string& password = "");
/// What pdfinfo says of a document.
std::string facts_of_pdf(const std::string& pdf, const std::string& password = "");
/// The files that unzip finds in an archive, by name; none when it cannot read it.
std::map<std::string, std::string> files_of_zip(const std::string& zip);
/// Whether qpdf finds nothing wrong with a document.
bool is_sound_pdf(const std::string& pdf, const std::string& password = "");

}  // namespace amparo::exchange
