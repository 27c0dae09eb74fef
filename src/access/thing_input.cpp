#include "access/thing_input.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

constexpr std::size_t list_entries_max = 5000;
constexpr std::size_t text_bytes_max = 100'000;

bool is_text(const json::Value& value) {
    return value.is_string() && value.get_string().size() <= text_bytes_max;
}

bool has_kind(const json::Value& value, MemberKind kind) {
    switch (kind) {
        case MemberKind::text:
            return is_text(value);
        case MemberKind::boolean:
            return value.is_bool();
        case MemberKind::integer:
            return json::as_integer(value).has_value();
        case MemberKind::texts:
            return value.is_array() && value.get_array().size() <= list_entries_max &&
                   std::ranges::all_of(value.get_array(), is_text);
        case MemberKind::translated:
            return value.is_object() &&
                   std::ranges::all_of(value.get_object(),
                                       [](const auto& member) { return is_text(member.value()); });
        case MemberKind::object:
            return value.is_object() && value.get_object().size() <= list_entries_max;
    }
    return false;
}

void merge_translated(json::Object& stored, std::string_view name, const json::Object& texts) {
    auto& merged = stored[name];
    if (!merged.is_object()) merged = json::Object();
    for (const auto& [locale, text] : texts) merged.get_object().insert_or_assign(locale, text);
}

}  // namespace

Result<json::Object> merge_members(const json::Object& stored, const json::Object& body,
                                   std::span<const Member> members) {
    auto merged = stored;
    std::vector<Problem> problems;
    for (const auto& member : members) {
        const auto* value = json::find(body, member.name);
        if (value == nullptr) continue;
        if (value->is_null()) {
            merged.erase(member.name);
        } else if (!has_kind(*value, member.kind)) {
            problems.push_back({"/" + std::string(member.name), "errors.invalid_record"});
        } else if (member.kind == MemberKind::translated) {
            merge_translated(merged, member.name, value->get_object());
        } else {
            merged.insert_or_assign(member.name, *value);
        }
    }
    if (problems.empty()) return merged;
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = std::move(problems)});
}

std::string new_unique_id(std::string_view model, std::string_view source, Random& random) {
    std::string id(model);
    id += '-';
    for (const char c : text::to_latin(source)) {
        const bool is_kept =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (is_kept) id += c;
        if (c == ' ') id += '-';
    }
    const auto uuid = Uuid::random(random).text();
    return id + '-' + uuid.substr(uuid.size() - 7);
}

}  // namespace amparo::access
