#include "exchange/print/history_part.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "exchange/print/clean_text.hpp"
#include "exchange/print/limits.hpp"
#include "exchange/print/number_words.hpp"

namespace amparo::exchange {
namespace {

using FieldsByName = std::map<std::string_view, const forms::Field*>;

/// The fields whose answers are printed; files have a place of their own.
FieldsByName fields_of(const RecordView& view, const std::vector<const forms::Form*>& forms) {
    FieldsByName fields;
    for (const auto* form : forms) {
        for (const auto& field : form->fields) {
            const bool is_hidden =
                !field.visible || json::bool_or(field.attributes, "hide_on_view_page", false);
            if (!is_hidden && view.readable.allows(field.name)) fields.emplace(field.name, &field);
        }
    }
    return fields;
}

/// The entries of one side that are not the same on the other.
std::string entries_apart(const RecordView& view, const forms::Form& subform,
                          const json::Value& side, const json::Value& other) {
    const auto* rows = side.if_array();
    const auto* others = other.if_array();
    if (rows == nullptr) return "";
    std::vector<std::string> lines;
    std::size_t number = 0;
    for (const auto& row : *rows) {
        ++number;
        const auto* entry = row.if_object();
        const bool is_same = others != nullptr && std::ranges::find(*others, row) != others->end();
        if (entry == nullptr || is_same) continue;
        auto words = view.words.entry(subform, *entry);
        const auto count = number_words(static_cast<double>(number), view.words.locale());
        lines.push_back(words.empty() ? view.words.text("print.entry", {{"number", count}})
                                      : std::move(words));
    }
    return text::join(lines, "\n");
}

/// One answer that changed, or nothing when both sides look alike.
std::vector<std::string> cells_of(const RecordView& view, const forms::Field& field,
                                  const json::Object& pair) {
    const auto from = json::value_or_null(pair, "from");
    const auto to = json::value_or_null(pair, "to");
    const auto words = [&](const json::Value& side, const json::Value& other) {
        return field.subform == nullptr ? view.words.value(field, side)
                                        : entries_apart(view, *field.subform, side, other);
    };
    const auto cut = [](std::string cell) {
        return shorten(std::move(cell), limits::cell_characters_max, "…");
    };
    auto before = cut(words(from, to));
    auto after = cut(words(to, from));
    if (before.empty() && after.empty()) return {};
    return {view.words.text(field.display_name), std::move(before), std::move(after)};
}

void add_rows(const RecordView& view, const json::Object& entry, const FieldsByName& fields,
              Table& table) {
    const auto* changes = json::find_array(entry, "record_changes");
    if (changes == nullptr) return;
    for (const auto& element : *changes) {
        for (const auto& [key, pair] : element.as_object()) {
            const auto field = fields.find(key);
            if (field == fields.end() || !pair.is_object()) continue;
            auto cells = cells_of(view, *field->second, pair.get_object());
            if (cells.empty()) continue;
            cells.insert(cells.begin(), {view.words.date(json::string_or(entry, "datetime")),
                                         view.words.person(json::string_or(entry, "user_name"))});
            table.rows.push_back(std::move(cells));
        }
    }
}

}  // namespace

Part history_part(const RecordView& view, const records::ListAnswer& history,
                  const std::vector<const forms::Form*>& forms) {
    const auto fields = fields_of(view, forms);
    const auto& words = view.words;
    Table table;
    table.columns = {{words.text("print.history.when"), 1.2},
                     {words.text("print.history.who"), 1.2},
                     {words.text("print.history.question"), 1.4},
                     {words.text("print.history.before"), 1.6},
                     {words.text("print.history.after"), 1.6}};
    for (const auto& entry : history.data) {
        if (entry.is_object()) add_rows(view, entry.get_object(), fields, table);
    }
    Part part{.title = words.text("print.history.title"), .blocks = {}};
    if (history.total > history.data.size())
        part.blocks.emplace_back(Remark{words.text(
            "print.history.newest",
            {{"count", number_words(static_cast<double>(history.data.size()), words.locale())}})});
    if (table.rows.empty())
        part.blocks.emplace_back(Remark{words.text("print.history.none")});
    else
        part.blocks.emplace_back(std::move(table));
    return part;
}

}  // namespace amparo::exchange
