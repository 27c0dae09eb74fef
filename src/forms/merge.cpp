#include "forms/merge.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/id.hpp"

namespace amparo::forms {
namespace {

constexpr std::string_view id_key = "unique_id";
constexpr std::string_view removal_key = "_destroy";

std::string_view row_id(const json::Value& row) {
    const auto* object = row.if_object();
    return object == nullptr ? std::string_view() : json::find_string(*object, id_key).value_or("");
}

bool is_removal(const json::Value& row) {
    const auto* object = row.if_object();
    return object != nullptr && json::bool_or(*object, removal_key, false);
}

/// Joins one write with stored data; makes ids for new rows.
class Merger {
  public:
    explicit Merger(Random& random) : random_(random) {}

    void join(json::Object& stored, const json::Object& changes) {
        for (const auto& [key, value] : changes) {
            auto* old = stored.if_contains(key);
            if (old == nullptr) old = &stored.emplace(key, nullptr).first->value();
            join(*old, value);
        }
    }

  private:
    void join(json::Value& stored, const json::Value& change) {
        const bool is_absent = stored.is_null();
        if (change.is_object() && (is_absent || stored.is_object())) {
            if (is_absent) stored = json::Object();
            return join(stored.get_object(), change.get_object());
        }
        if (is_row_list(change) && (is_absent || is_row_list(stored))) {
            if (is_absent) stored = json::Array();
            return join_rows(stored.get_array(), change.get_array());
        }
        stored = change;
    }

    void join_rows(json::Array& stored, const json::Array& changes) {
        std::unordered_map<std::string, std::size_t> places;
        for (std::size_t i = 0; i < stored.size(); ++i) {
            if (const auto id = row_id(stored[i]); !id.empty()) places.emplace(id, i);
        }
        for (const auto& change : changes) {
            if (!change.is_object()) continue;
            const std::string id(row_id(change));
            const auto known = id.empty() ? places.end() : places.find(id);
            const std::size_t place = known == places.end() ? stored.size() : known->second;
            if (known == places.end()) {
                stored.emplace_back(json::Object());
                if (!id.empty()) places.emplace(id, place);
            }
            if (stored[place].is_object()) join(stored[place].get_object(), change.get_object());
        }
        tidy_rows(stored);
    }

    void tidy_rows(json::Array& rows) {
        auto* kept = std::remove_if(rows.begin(), rows.end(), is_removal);
        rows.erase(kept, rows.end());
        for (auto& row : rows) {
            auto* object = row.if_object();
            if (object == nullptr) continue;
            object->erase(removal_key);
            if (row_id(row).empty()) (*object)[id_key] = Uuid::random(random_).text();
        }
    }

    Random& random_;
};

/// Whether a sent row leaves every stored value as it is.
bool changes_nothing(const json::Object& sent, const json::Object& stored) {
    return std::all_of(sent.begin(), sent.end(), [&stored](const auto& member) {
        if (member.key() == removal_key) return true;
        const auto* old = stored.if_contains(member.key());
        return old == nullptr ? member.value().is_null() : is_same_value(member.value(), *old);
    });
}

struct Protection {
    bool is_append_only = false;
    bool prevents_removal = false;
};

class RowGuard {
  public:
    explicit RowGuard(const ProtectedSubforms& append_only) : append_only_(append_only) {}

    void check(const Field& field, const json::Value* sent, const json::Value* stored,
               const std::string& pointer) {
        const auto* sent_rows = sent == nullptr ? nullptr : sent->if_array();
        const auto* stored_rows = stored == nullptr ? nullptr : stored->if_array();
        if (field.subform == nullptr || sent_rows == nullptr || stored_rows == nullptr) return;
        const Protection protection{
            field.subform->subform_append_only || append_only_.contains(field.name),
            field.subform->subform_prevent_item_removal};
        for (std::size_t i = 0; i < sent_rows->size(); ++i) {
            const auto id = row_id((*sent_rows)[i]);
            const auto* found =
                std::find_if(stored_rows->begin(), stored_rows->end(),
                             [id](const auto& row) { return !id.empty() && row_id(row) == id; });
            if (found == stored_rows->end()) continue;
            check_row(field, {(*sent_rows)[i], *found, pointer + '/' + std::to_string(i)},
                      protection);
        }
    }

    std::vector<Problem> take() { return std::move(problems_); }

  private:
    struct Pair {
        const json::Value& sent;
        const json::Value& stored;
        std::string pointer;
    };

    void check_row(const Field& field, const Pair& row, const Protection& protection) {
        const auto& sent = row.sent.get_object();
        const auto& stored = row.stored.get_object();
        if (is_removal(row.sent)) {
            if (protection.is_append_only) return add(row.pointer, "append_only");
            if (protection.prevents_removal) return add(row.pointer, "removal_prevented");
            return;
        }
        if (protection.is_append_only && !changes_nothing(sent, stored))
            return add(row.pointer, "append_only");
        for (const auto& inner : field.subform->fields) {
            check(inner, sent.if_contains(inner.name), stored.if_contains(inner.name),
                  row.pointer + '/' + inner.name);
        }
    }

    void add(const std::string& pointer, const char* rule) {
        problems_.push_back({pointer, std::string("errors.validation.") + rule});
    }

    const ProtectedSubforms& append_only_;
    std::vector<Problem> problems_;
};

}  // namespace

json::Object merge(json::Object stored, const json::Object& changes, Random& random) {
    Merger(random).join(stored, changes);
    return stored;
}

void complete_rows(json::Object& data, Random& random) {
    data = merge(json::Object(), data, random);
}

std::vector<Problem> check_protected_rows(const ValidationInput& changes,
                                          const ProtectedSubforms& always_append_only) {
    RowGuard guard(always_append_only);
    if (changes.stored == nullptr) return {};
    std::vector<const Field*> fields;
    for (const auto& [name, field] : changes.fields) {
        if (field->subform != nullptr && changes.input.contains(name)) fields.push_back(field);
    }
    std::sort(fields.begin(), fields.end(), [](const Field* left, const Field* right) {
        return left->position < right->position;
    });
    for (const auto* field : fields) {
        guard.check(*field, changes.input.if_contains(field->name),
                    changes.stored->if_contains(field->name),
                    '/' + json::pointer_step(field->name));
    }
    return guard.take();
}

bool is_row_list(const json::Value& value) {
    const auto* list = value.if_array();
    return list != nullptr && (list->empty() || (*list)[0].is_object());
}

}  // namespace amparo::forms
