#include "access/user_input.hpp"

#include <algorithm>
#include <array>

#include "access/deputies.hpp"

namespace amparo::access {
namespace {

enum class Kind { text, boolean, texts, object, deputies };

/// A plain attribute of UserWrite.
struct Attribute {
    std::string_view name;
    Kind kind;
    bool is_for_oneself;
};
constexpr std::array attributes{
    Attribute{"full_name", Kind::text, true},
    Attribute{"code", Kind::text, true},
    Attribute{"phone", Kind::text, true},
    Attribute{"email", Kind::text, true},
    Attribute{"agency_office", Kind::text, false},
    Attribute{"position", Kind::text, true},
    Attribute{"location", Kind::text, true},
    Attribute{"locale", Kind::text, true},
    Attribute{"services", Kind::texts, true},
    Attribute{"send_mail", Kind::boolean, true},
    Attribute{"receive_webpush", Kind::boolean, true},
    Attribute{"settings", Kind::object, true},
    Attribute{deputies_key, Kind::deputies, true},
    Attribute{"identity_provider_unique_id", Kind::text, false},
};

constexpr std::size_t text_characters_max = 1000;
constexpr std::size_t list_entries_max = 1000;
// All users are kept in memory, and everybody writes their own settings.
constexpr std::size_t settings_bytes_max = 64U << 10;

bool is_short_text(const json::Value& value) {
    return value.is_string() && value.get_string().size() <= text_characters_max;
}

bool is_text_list(const json::Value& value) {
    return value.is_array() && value.get_array().size() <= list_entries_max &&
           std::ranges::all_of(value.get_array(), is_short_text);
}

bool is_deputy_list(const json::Value& value) {
    return value.is_array() && value.get_array().size() <= deputies_max &&
           std::ranges::all_of(value.get_array(),
                               [](const auto& e) { return read_deputy(e).has_value(); });
}

bool has_kind(const json::Value& value, Kind kind) {
    if (value.is_null()) return true;
    switch (kind) {
        case Kind::text:
            return is_short_text(value);
        case Kind::boolean:
            return value.is_bool();
        case Kind::texts:
            return is_text_list(value);
        case Kind::object:
            return value.is_object() && json::is_within(value.get_object(), settings_bytes_max);
        case Kind::deputies:
            return is_deputy_list(value);
    }
    return false;
}

class InputReader {
  public:
    InputReader(const json::Object& body, Whose whose) : body_(body), whose_(whose) {}

    Result<UserInput> read() {
        for (const auto& attribute : attributes) {
            if (whose_ == Whose::another || attribute.is_for_oneself) read_plain(attribute);
        }
        input_.password = secret("password");
        input_.password_confirmation = secret("password_confirmation");
        if (whose_ == Whose::own) {
            // Nobody agrees for somebody else.
            input_.code_of_conduct_id = number("code_of_conduct_id");
            input_.accepts_terms = boolean("accept_terms_of_use").value_or(false);
        } else {
            read_placing();
        }
        if (!problems_.empty()) {
            return std::unexpected(Error{.code = Errc::invalid,
                                         .message = "errors.invalid_record",
                                         .problems = std::move(problems_)});
        }
        return std::move(input_);
    }

  private:
    void report(std::string_view name) {
        problems_.push_back({"/" + std::string(name), "errors.invalid_record"});
    }

    void read_plain(const Attribute& attribute) {
        const auto* value = json::find(body_, attribute.name);
        if (value == nullptr) return;
        if (!has_kind(*value, attribute.kind)) return report(attribute.name);
        input_.attributes.emplace(attribute.name, *value);
    }

    /// Where an administrator puts somebody.
    void read_placing() {
        input_.user_name = text("user_name");
        input_.role = text("role_unique_id");
        input_.agency_number = number("agency_id");
        input_.agency = text("agency_unique_id");
        input_.disabled = boolean("disabled");
        if (const auto* groups = given("user_group_unique_ids")) read_groups(*groups);
        if (const auto* numbers = given("user_group_ids")) read_group_numbers(*numbers);
    }

    void read_groups(const json::Value& value) {
        if (!value.is_null() && !is_text_list(value)) return report("user_group_unique_ids");
        input_.groups = json::string_list(body_, "user_group_unique_ids");
    }

    void read_group_numbers(const json::Value& value) {
        std::vector<std::int64_t> numbers;
        if (!value.is_null() && !value.is_array()) return report("user_group_ids");
        if (value.is_array()) {
            for (const auto& element : value.get_array()) {
                const auto group = json::as_integer(element);
                if (!group || numbers.size() == list_entries_max) return report("user_group_ids");
                numbers.push_back(*group);
            }
        }
        input_.group_numbers = std::move(numbers);
    }

    const json::Value* given(std::string_view name) const { return json::find(body_, name); }

    /// A text; null counts as the empty one.
    std::optional<std::string> text(std::string_view name) {
        const auto* value = given(name);
        if (value == nullptr) return std::nullopt;
        if (!has_kind(*value, Kind::text)) report(name);
        return json::string_or(body_, name);
    }

    std::optional<bool> boolean(std::string_view name) {
        const auto* value = given(name);
        if (value == nullptr || value->is_null()) return std::nullopt;
        if (!value->is_bool()) {
            report(name);
            return std::nullopt;
        }
        return value->get_bool();
    }

    std::optional<std::int64_t> number(std::string_view name) {
        const auto* value = given(name);
        if (value == nullptr || value->is_null()) return std::nullopt;
        const auto read = json::as_integer(*value);
        if (!read) report(name);
        return read;
    }

    /// An empty password is no password (§6.1).
    std::optional<SecretText> secret(std::string_view name) {
        const auto* value = given(name);
        if (value == nullptr || value->is_null()) return std::nullopt;
        if (!value->is_string()) {
            report(name);
            return std::nullopt;
        }
        if (value->get_string().empty()) return std::nullopt;
        return SecretText(std::string(value->get_string()));
    }

    const json::Object& body_;
    Whose whose_;
    UserInput input_;
    std::vector<Problem> problems_;
};

}  // namespace

Result<UserInput> read_user_input(const json::Object& body, Whose whose) {
    return InputReader(body, whose).read();
}

}  // namespace amparo::access
