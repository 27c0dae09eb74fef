#include "exchange/print/list_table.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "access/list_filters.hpp"
#include "base/text.hpp"
#include "exchange/print/clean_text.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/number_words.hpp"
#include "records/beholder.hpp"
#include "records/record_cache.hpp"

namespace amparo::exchange {
namespace {

/// Letters that a column is given at least, and at most whatever its texts.
constexpr std::size_t letters_min = 4;
constexpr std::size_t letters_max = 32;

/// What columns are called that no form asks for, or that lists call otherwise.
constexpr std::array<std::pair<std::string_view, const char*>, 16> titles{{
    {"case_id_display", "print.column.case_id"},
    {"short_id", "print.number"},
    {"name", "print.column.name"},
    {"created_at", "print.column.opened"},
    {"photo", "print.column.photo"},
    {"owned_by", "print.column.worker"},
    {"alert_count", "print.column.alerts"},
    {"flag_count", "print.column.flags"},
    {"incident_date", "print.column.incident_date"},
    {"date_of_first_report", "print.column.reported"},
    {"cp_incident_violence_type", "print.column.violence"},
    {"gbv_sexual_violence_type", "print.column.violence"},
    {"violation_category", "print.column.violations"},
    {"relation_name", "print.column.inquirer"},
    {"tracing_names", "print.column.sought"},
    {"family_name", "print.column.family"},
}};

std::string title_of(const Occasion& occasion, const std::string& column) {
    const auto found = std::ranges::find(titles, column, &decltype(titles)::value_type::first);
    if (found != titles.end()) return occasion.words.text(found->second);
    const auto* field = occasion.definitions.field(occasion.request.record_type, column);
    return field == nullptr ? column : occasion.words.text(field->display_name);
}

std::string cell_of(const Occasion& occasion, const std::string& column, const json::Object& row) {
    const auto& words = occasion.words;
    const auto* value = row.if_contains(column);
    if (value == nullptr || json::is_blank(*value)) return "";
    if (column == "photo") return words.text("print.yes");
    if (column == "created_at" && value->is_string()) {
        // The hour at which a case was opened helps nobody to find it.
        const auto moment = parse_instant(std::string_view(value->get_string()));
        if (moment)
            return day_words(day_in_zone(*moment, occasion.definitions.time_zone()),
                             words.locale());
    }
    const auto* field = occasion.definitions.field(occasion.request.record_type, column);
    static const forms::Field plain;
    auto text = clean_line(words.value(field == nullptr ? plain : *field, *value, row));
    return shorten(std::move(text), limits::cell_characters_max, "…");
}

std::size_t longest_word(const std::string& words) {
    std::size_t longest = 0;
    for (std::size_t from = 0; from < words.size();) {
        const auto end = std::min(words.find(' ', from), words.size());
        longest = std::max(longest, text::length(words.substr(from, end - from)));
        from = end + 1;
    }
    return longest;
}

/// Every column has room for its longest word, and for whole texts as far as that is little.
double share_of(const Table& table, std::size_t column) {
    const auto& title = table.columns[column].title;
    auto word = longest_word(title) + 1;  // bold letters are wider
    std::size_t letters = word;
    for (const auto& row : table.rows) {
        word = std::max(word, longest_word(row[column]));
        letters = std::max(letters, text::length(row[column]));
    }
    const auto wanted = (word + std::max(word, letters)) / 2;
    return static_cast<double>(std::clamp(wanted, letters_min, letters_max) + 1);
}

/// Whether the rows say something in the column.
bool is_used(const ListRows& rows, const std::string& column) {
    return std::ranges::any_of(rows.rows, [&](const json::Value& row) {
        const auto* value = row.as_object().if_contains(column);
        const bool is_count = column.ends_with("_count");
        return value != nullptr && !json::is_blank(*value) &&
               (!is_count || *value != json::Value(0));
    });
}

}  // namespace

Result<ListRows> rows_to_print(const access::Actor& actor, const records::Service& records,
                               const ListOf& list) {
    records::ListRequest wanted{.record_type = list.record_type, .parameters = list.parameters};
    std::erase_if(wanted.parameters, [](const auto& parameter) {
        return parameter.first == "page" || parameter.first == "per" ||
               parameter.first == "fields" || parameter.first == "changed_since" ||
               parameter.first == "after";
    });
    wanted.parameters.emplace_back("fields", "short");
    wanted.parameters.emplace_back("per", std::to_string(limits::rows_max));
    AMPARO_TRY(auto answer, records.list(actor, wanted));
    if (answer.total > limits::rows_max) return refuse(Errc::too_large, "errors.print.rows");
    const auto& on = records.dependencies();
    ListRows rows;
    for (auto& row : answer.data) {
        const auto id = RecordId::parse(json::string_or(row.as_object(), "id"));
        AMPARO_REQUIRE(id.has_value());
        AMPARO_TRY(const auto record, on.cache->find(*on.database, *id));
        if (!record || !records::may_touch(on, actor, "export_pdf", *record)) {
            ++rows.left_out;
            continue;
        }
        rows.ids.push_back(*id);
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::vector<std::string>> list_columns(const access::Actor& actor,
                                              const PrintRequest& request) {
    const auto headers = access::list_headers(actor.role());
    const auto* list = headers.if_contains(records::segment_of(request.record_type));
    AMPARO_REQUIRE(list != nullptr && list->is_array());
    std::vector<std::string> columns;
    std::set<std::string> wished(request.columns.begin(), request.columns.end());
    const bool has_wish = !wished.empty();
    for (const auto& header : list->get_array()) {
        auto field = json::string_or(header.as_object(), "field_name");
        // The short id of a case is the end of its number.
        const bool is_needless =
            field == "complete" || (field == "short_id" && request.record_type == "case");
        const bool is_wished = has_wish ? wished.erase(field) > 0 : !is_needless;
        const bool is_new = std::ranges::find(columns, field) == columns.end();
        if (is_wished && is_new) columns.push_back(std::move(field));
    }
    if (!wished.empty()) return refuse_field(Errc::invalid, "columns", "errors.validation.option");
    return columns;
}

std::vector<std::string> used_columns(const PrintRequest& request, std::vector<std::string> columns,
                                      const ListRows& rows) {
    if (!request.columns.empty()) return columns;
    auto used = columns;
    std::erase_if(used, [&](const auto& column) { return !is_used(rows, column); });
    return used.empty() ? columns : used;
}

Part list_part(const Occasion& occasion, const std::vector<std::string>& columns,
               const ListRows& rows) {
    Table table;
    for (const auto& column : columns)
        table.columns.push_back({.title = title_of(occasion, column)});
    for (const auto& row : rows.rows) {
        auto& cells = table.rows.emplace_back();
        for (const auto& column : columns)
            cells.push_back(cell_of(occasion, column, row.as_object()));
    }
    for (std::size_t at = 0; at < columns.size(); ++at)
        table.columns[at].share = share_of(table, at);
    Part part;
    if (table.rows.empty())
        part.blocks.emplace_back(Remark{occasion.words.text("print.no_records")});
    else
        part.blocks.emplace_back(std::move(table));
    return part;
}

std::vector<Pair> list_facts(const Occasion& occasion, const ListRows& rows) {
    const auto& words = occasion.words;
    const auto number = [&](std::size_t count) {
        return number_words(static_cast<double>(count), words.locale());
    };
    std::vector<Pair> facts{{words.text("print.records"), number(rows.rows.size())}};
    if (rows.left_out > 0) facts.push_back({words.text("print.left_out"), number(rows.left_out)});
    return facts;
}

}  // namespace amparo::exchange
