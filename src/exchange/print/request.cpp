#include "exchange/print/request.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "exchange/print/clean_text.hpp"
#include "exchange/print/limits.hpp"

namespace amparo::exchange {
namespace {

constexpr std::array<std::pair<std::string_view, Signer>, 6> signers{
    {{"recipient", Signer::recipient},
     {"case_worker", Signer::case_worker},
     {"client", Signer::client},
     {"child", Signer::child},
     {"caregiver", Signer::caregiver},
     {"supervisor", Signer::supervisor}}};
constexpr std::array<std::pair<std::string_view, Layout>, 5> layouts{
    {{"", Layout::forms},
     {"case_plan", Layout::case_plan},
     {"referral", Layout::referral},
     {"closure", Layout::closure},
     {"consent", Layout::consent}}};
constexpr std::array<std::pair<std::string_view, Paper>, 2> papers{
    {{"a4", Paper::a4}, {"letter", Paper::letter}}};
constexpr std::string_view forbidden_in_names = "%$|:;/<>?*\"\\";

template <class Table>
auto find_in(const Table& table, std::string_view name) {
    return std::ranges::find(table, name, &Table::value_type::first);
}

/// A text of the request on one line; "" when it is absent.
Result<std::string> line_of(const json::Object& data, const char* key, std::size_t length_max) {
    const auto* value = json::find(data, key);
    if (value == nullptr || value->is_null()) return "";
    if (!value->is_string()) return refuse_field(Errc::invalid, key, "errors.validation.text");
    auto text = clean_line(std::string_view(value->get_string()));
    if (text::length(text) > length_max)
        return refuse_field(Errc::invalid, key, "errors.validation.text_length");
    return text;
}

Result<bool> truth_of(const json::Object& data, const char* key) {
    const auto* value = json::find(data, key);
    if (value == nullptr || value->is_null()) return false;
    if (!value->is_bool()) return refuse_field(Errc::invalid, key, "errors.validation.boolean");
    return value->get_bool();
}

Result<Paper> paper_of(const json::Object& data) {
    const auto found = find_in(papers, json::string_or(data, "paper", "a4"));
    if (found == papers.end())
        return refuse_field(Errc::invalid, "paper", "errors.validation.option");
    return found->second;
}

Result<Layout> layout_of(const json::Object& data) {
    const auto* value = json::find(data, "template");
    const bool is_text = value == nullptr || value->is_null() || value->is_string();
    const auto layout = is_text ? layout_named(json::string_or(data, "template")) : std::nullopt;
    if (!layout) return refuse_field(Errc::invalid, "template", "errors.validation.option");
    return *layout;
}

Result<std::vector<Signer>> signers_of(const json::Object& data) {
    std::vector<Signer> wanted;
    for (const auto& name : json::string_list(data, "signatures")) {
        const auto found = find_in(signers, name);
        if (found == signers.end())
            return refuse_field(Errc::invalid, "signatures", "errors.validation.option");
        if (std::ranges::find(wanted, found->second) == wanted.end())
            wanted.push_back(found->second);
    }
    return wanted;
}

Result<> read_switches(const json::Object& data, PrintRequest& request) {
    struct Switch {
        const char* key;
        bool& value;
    };
    for (const auto& [key, value] :
         {Switch{"photos", request.has_photos}, Switch{"empty_fields", request.has_empty_fields},
          Switch{"attachments", request.has_attachment_list},
          Switch{"documents", request.has_documents},
          Switch{"include_implementation_logos", request.has_implementation_logos},
          Switch{"include_agency_logos", request.has_agency_logo},
          Switch{"include_other_logos", request.has_other_logos},
          Switch{"watermark", request.has_watermark},
          Switch{"best_interest", request.has_best_interest},
          Switch{"history", request.has_history}, Switch{"separate_files", request.is_in_files},
          Switch{"hand_over", request.is_hand_over}}) {
        AMPARO_TRY(value, truth_of(data, key));
    }
    return {};
}

Result<> read_texts(const json::Object& data, PrintRequest& request) {
    AMPARO_TRY(request.header, line_of(data, "header", limits::header_characters_max));
    AMPARO_TRY(request.custom_header,
               line_of(data, "custom_header", limits::header_characters_max));
    AMPARO_TRY(request.purpose, line_of(data, "purpose", limits::purpose_characters_max));
    AMPARO_TRY(request.file_name,
               line_of(data, "custom_export_file_name", limits::file_name_characters_max));
    AMPARO_TRY(request.locale, line_of(data, "locale", limits::file_name_characters_max));
    AMPARO_TRY(request.transition_id,
               line_of(data, "transition_id", limits::file_name_characters_max));
    return {};
}

/// Each once, in the order of the request.
Result<std::vector<RecordId>> ids_of(const json::Object& data) {
    std::vector<RecordId> ids;
    for (const auto& text : json::string_list(data, "ids")) {
        const auto id = RecordId::parse(text);
        if (!id) return refuse(Errc::not_found, "errors.not_found");
        if (std::ranges::find(ids, *id) == ids.end()) ids.push_back(*id);
    }
    if (ids.empty() || ids.size() > limits::records_max)
        return refuse_field(Errc::invalid, "ids", "errors.print.records");
    return ids;
}

}  // namespace

std::optional<Layout> layout_named(std::string_view name) {
    const auto found = find_in(layouts, name);
    if (found == layouts.end()) return std::nullopt;
    return found->second;
}

std::string_view wire_name(Layout layout) {
    return std::ranges::find(layouts, layout, &std::pair<std::string_view, Layout>::second)->first;
}

Result<PrintRequest> parse_print_request(const json::Object& data, PrintKind kind) {
    PrintRequest request;
    AMPARO_TRY(request.layout, layout_of(data));
    request.form_ids = json::string_list(data, "form_unique_ids");
    const bool needs_forms = kind != PrintKind::list && request.layout == Layout::forms;
    const bool has_too_many = request.form_ids.size() > limits::forms_max;
    if (has_too_many || (needs_forms && request.form_ids.empty()))
        return refuse_field(Errc::invalid, "form_unique_ids", "errors.print.forms");
    if (kind == PrintKind::records) {
        AMPARO_TRY(request.ids, ids_of(data));
    }
    request.columns = json::string_list(data, "columns");
    AMPARO_CHECK(read_texts(data, request));
    AMPARO_CHECK(read_switches(data, request));
    AMPARO_TRY(request.paper, paper_of(data));
    AMPARO_TRY(request.signatures, signers_of(data));
    request.password = SecretText(json::string_or(data, "password"));
    return request;
}

std::string print_file_name(const std::string& wished, const std::string& fallback) {
    auto name = text::trim(wished);
    for (auto& letter : name) {
        if (forbidden_in_names.find(letter) != std::string_view::npos) letter = '-';
    }
    // ".pdf" is added by whoever sends it, and a dot in front would hide the file.
    if (text::ascii_lower(name).ends_with(".pdf")) name.resize(name.size() - 4);
    while (name.starts_with('.')) name.erase(0, 1);
    return name.empty() ? fallback : name;
}

}  // namespace amparo::exchange
