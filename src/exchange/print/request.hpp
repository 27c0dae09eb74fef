#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "exchange/print/sheet.hpp"

namespace amparo::exchange {

/// Who signs on paper (exchange.md §4).
enum class Signer { recipient, case_worker, client, child, caregiver, supervisor };

/// What a document of a record looks like: the forms alone, or one of the templates of the house
/// with its own words, forms and lines to sign (web-app.md §20). Templates are of cases.
enum class Layout { forms, case_plan, referral, closure, consent };
/// The `template` of the wire; none for an unknown name, "" is of the forms.
std::optional<Layout> layout_named(std::string_view name);
/// As layout_named(), back.
std::string_view wire_name(Layout layout);

/// What is to be printed, and how.
struct PrintRequest {
    std::string record_type;
    Layout layout = Layout::forms;
    RecordId id;                            // of one record
    std::vector<RecordId> ids = {};         // of several
    std::vector<std::string> form_ids;      // none for a list; besides those of the template
    std::string transition_id = {};         // of the referral; empty: the newest one
    std::vector<std::string> columns = {};  // of a list; none: all that the user has
    std::string locale;                     // empty: the language of the one who prints
    Paper paper = Paper::a4;
    std::string header;  // an option of lookup-pdf-header
    std::string custom_header;
    std::vector<Signer> signatures;  // none: those of the template
    bool has_photos = false;
    bool has_empty_fields = false;
    bool has_attachment_list = false;
    bool has_documents = false;  // behind the record
    bool has_implementation_logos = false;
    bool has_agency_logo = false;
    bool has_other_logos = false;
    bool has_watermark = false;
    bool has_best_interest = false;  // a page of what an assessment needs; cases only
    bool has_history = false;        // what became of the printed answers, and by whom
    bool is_in_files = false;        // several records: a document for each
    /// For somebody without an account: the named referral, with exactly the forms of its role.
    bool is_hand_over = false;
    std::string purpose;
    std::string file_name;
    SecretText password;
};

/// What a request is about; decides what has to be in it.
enum class PrintKind { record, records, list, blank };
/// The options of the wire. `invalid` names the member that cannot be read; texts are cleaned.
/// Whether forms and columns exist is for the printer to say.
Result<PrintRequest> parse_print_request(const json::Object& data,
                                         PrintKind kind = PrintKind::record);

/// A name that every file system takes, without an ending (exchange.md §1.2); `fallback` when
/// nothing is left of it.
std::string print_file_name(const std::string& wished, const std::string& fallback);

}  // namespace amparo::exchange
