#include "forms/three_way.hpp"

#include <algorithm>
#include <map>

#include "forms/expression/moment.hpp"
#include "forms/merge.hpp"

namespace amparo::forms {
namespace {

const json::Value missing;
const json::Object no_values;
const json::Array no_rows;

const json::Value& value_in(const json::Object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? missing : *value;
}

const json::Array& rows_in(const json::Value& value) {
    const auto* rows = value.if_array();
    return rows == nullptr ? no_rows : *rows;
}

std::string_view row_id(const json::Object& row) {
    return json::find_string(row, "unique_id").value_or("");
}

const json::Object* find_row(const json::Array& rows, std::string_view id) {
    for (const auto& row : rows) {
        const auto* object = row.if_object();
        if (object != nullptr && !id.empty() && row_id(*object) == id) return object;
    }
    return nullptr;
}

bool holds(const std::vector<std::string>& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

std::vector<std::string> texts_in(const json::Value& value) {
    std::vector<std::string> texts;
    for (const auto& item : rows_in(value)) {
        if (item.is_string()) texts.emplace_back(item.get_string());
    }
    return texts;
}

/// Missing equals null; a date-time equals another spelling of its instant.
bool is_same(const Field* field, const json::Value& left, const json::Value& right) {
    const bool is_date = field != nullptr && field->type == FieldType::date_field;
    if (is_date && left.is_string() && right.is_string()) {
        const auto first = parse_moment(left.get_string());
        const auto second = parse_moment(right.get_string());
        if (first && second && first->has_time && second->has_time)
            return first->instant == second->instant;
    }
    const bool has_list = left.is_array() || right.is_array();
    if (has_list && json::is_blank(left) && json::is_blank(right)) return true;
    return is_same_value(left, right);
}

struct Sides {
    const json::Value& base;
    const json::Value& mine;
    const json::Value& theirs;
};

class ThreeWay {
  public:
    explicit ThreeWay(const Definitions& definitions) : definitions_(definitions) {}

    json::Object fields(const std::vector<std::pair<std::string, const Field*>>& order,
                        const ThreeWayInput& input, const std::string& pointer) {
        json::Object joined = input.theirs;
        for (const auto& [name, field] : order) {
            const auto* sent = input.mine.if_contains(name);
            if (sent == nullptr || (field != nullptr && field->is_computed())) continue;
            const Sides sides{value_in(input.base, name), *sent, value_in(input.theirs, name)};
            joined[name] = one(field, sides, pointer + '/' + json::pointer_step(name));
        }
        return joined;
    }

    std::vector<std::string> take_conflicts() { return std::move(conflicts_); }

  private:
    json::Value one(const Field* field, const Sides& sides, const std::string& pointer) {
        if (field != nullptr && field->type == FieldType::subform && field->subform != nullptr)
            return rows(*field->subform, sides, pointer);
        if (field != nullptr && field->multi_select) return set(*field, sides);
        if (is_same(field, sides.theirs, sides.base)) return sides.mine;
        const bool is_clash =
            !is_same(field, sides.mine, sides.base) && !is_same(field, sides.mine, sides.theirs);
        if (is_clash) conflicts_.push_back(pointer);
        return sides.theirs;
    }

    // What either added, less what either removed, in the order of the option list.
    json::Value set(const Field& field, const Sides& sides) const {
        const auto base = texts_in(sides.base);
        const auto mine = texts_in(sides.mine);
        std::vector<std::string> joined;
        const auto add = [&joined](const std::string& text) {
            if (!holds(joined, text)) joined.push_back(text);
        };
        for (const auto& text : texts_in(sides.theirs)) {
            if (!holds(base, text) || holds(mine, text)) add(text);
        }
        for (const auto& text : mine) {
            if (!holds(base, text)) add(text);
        }
        const auto* options = definitions_.options_of(field);
        if (options != nullptr) sort_by_options(joined, *options);
        return json::to_array(joined);
    }

    static void sort_by_options(std::vector<std::string>& texts,
                                const std::vector<Option>& options) {
        const auto place = [&options](const std::string& text) {
            return std::find_if(options.begin(), options.end(),
                                [&text](const Option& option) { return option.id == text; }) -
                   options.begin();
        };
        std::stable_sort(texts.begin(), texts.end(), [&place](const auto& left, const auto& right) {
            return place(left) < place(right);
        });
    }

    json::Value rows(const Form& subform, const Sides& sides, const std::string& pointer) {
        const auto& mine = rows_in(sides.mine);
        const auto& base = rows_in(sides.base);
        const auto& theirs = rows_in(sides.theirs);
        json::Array joined;
        for (const auto& row : theirs) {
            const auto* object = row.if_object();
            if (object == nullptr) continue;
            const auto id = row_id(*object);
            const auto* sent = find_row(mine, id);
            if (sent == nullptr) {
                joined.push_back(row);
                continue;
            }
            const Rows three{find_row(base, id), *sent, *object};
            if (auto kept = stored_row(subform, three, row_pointer(pointer, id)))
                joined.emplace_back(std::move(*kept));
        }
        for (const auto& row : mine) {
            const auto* object = row.if_object();
            if (object == nullptr || find_row(theirs, row_id(*object)) != nullptr) continue;
            const auto id = row_id(*object);
            const Removed removed{find_row(base, id), *object};
            if (auto kept = unstored_row(subform, removed, row_pointer(pointer, id)))
                joined.emplace_back(std::move(*kept));
        }
        return joined;
    }

    struct Rows {
        const json::Object* base;
        const json::Object& mine;
        const json::Object& theirs;
    };

    static std::string row_pointer(const std::string& pointer, std::string_view id) {
        return pointer + '/' + json::pointer_step(id);
    }

    static std::vector<std::pair<std::string, const Field*>> order_of(const Form& subform) {
        std::vector<std::pair<std::string, const Field*>> order;
        order.reserve(subform.fields.size());
        for (const auto& field : subform.fields) order.emplace_back(field.name, &field);
        return order;
    }

    /// A row that is stored and was sent: removed, or joined key by key.
    std::optional<json::Object> stored_row(const Form& subform, const Rows& row,
                                           const std::string& pointer) {
        if (json::bool_or(row.mine, "_destroy", false)) {
            if (row.base == nullptr || is_same_row(subform, *row.base, row.theirs))
                return std::nullopt;
            conflicts_.push_back(pointer);
            return row.theirs;
        }
        const auto& base = row.base == nullptr ? no_values : *row.base;
        return fields(order_of(subform), {base, row.mine, row.theirs}, pointer);
    }

    struct Removed {
        const json::Object* base;
        const json::Object& mine;
    };

    /// A row that was sent and is not stored: new, or removed by the other.
    std::optional<json::Object> unstored_row(const Form& subform, const Removed& row,
                                             const std::string& pointer) {
        if (json::bool_or(row.mine, "_destroy", false)) return std::nullopt;
        json::Object edited = row.base == nullptr ? no_values : *row.base;
        for (const auto& [key, value] : row.mine) edited[key] = value;
        edited.erase("_destroy");
        if (row.base == nullptr) return edited;
        if (is_same_row(subform, *row.base, edited)) return std::nullopt;
        conflicts_.push_back(pointer);
        return edited;
    }

    bool is_same_row(const Form& subform, const json::Object& left,
                     const json::Object& right) const {
        return std::all_of(subform.fields.begin(), subform.fields.end(), [&](const Field& field) {
            return is_same_in_row(field, value_in(left, field.name), value_in(right, field.name));
        });
    }

    bool is_same_in_row(const Field& field, const json::Value& left,
                        const json::Value& right) const {
        if (field.is_computed()) return true;
        if (field.type != FieldType::subform || field.subform == nullptr)
            return is_same(&field, left, right);
        const auto& first = rows_in(left);
        const auto& second = rows_in(right);
        if (first.size() != second.size()) return false;
        return std::all_of(first.begin(), first.end(), [&](const json::Value& row) {
            const auto* object = row.if_object();
            const auto* other = object == nullptr ? nullptr : find_row(second, row_id(*object));
            return other != nullptr && is_same_row(*field.subform, *object, *other);
        });
    }

    const Definitions& definitions_;
    std::vector<std::string> conflicts_;
};

}  // namespace

ThreeWayMerged merge_three_way(const Definitions& definitions, const FieldMap& fields,
                               const ThreeWayInput& input) {
    std::vector<std::pair<std::string, const Field*>> order;
    for (const auto& member : input.mine) {
        const auto found = fields.find(std::string_view(member.key()));
        order.emplace_back(member.key(), found == fields.end() ? nullptr : found->second);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& left, const auto& right) {
        const auto place = [](const Field* field) { return field ? field->position : 0; };
        return place(left.second) < place(right.second);
    });
    ThreeWay three_way(definitions);
    auto data = three_way.fields(order, input, "");
    return {std::move(data), three_way.take_conflicts()};
}

}  // namespace amparo::forms
