#include "matching/engine/record.hpp"

#include <algorithm>
#include <bit>

#include "forms/partial_date.hpp"
#include "matching/names/token_levels.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t values_max = 64;   // of one slot
constexpr std::size_t narrow_max = 255;  // words that a begin of one byte reaches
constexpr std::uint16_t all_personal = 0xFFF;

/// Fills the slots of one record, one after the other.
class Preparation {
  public:
    Preparation(const RecordSource& source, const PrepareContext& context)
        : source_(source),
          context_(context),
          levels_(context.dictionary, TokenLevels::Cache::small) {}

    std::vector<std::uint32_t> run(const Layout& layout) {
        phone_home_ = layout.phone_home();
        relatives_ = layout.relatives();
        for (const auto& slot : layout.slots()) {
            if (holds_names(slot.kind)) continue;
            begin_ = words_.size();
            begins_.push_back(begin_);
            fill(slot);
        }
        begins_.push_back(words_.size());
        set_begins(layout.value_slots());
        for (const auto& group : layout.name_groups()) fill_names(group);
        for (const auto& personal : layout.personal()) mark_personal(layout, personal);
        return std::move(words_);
    }

  private:
    void fill(const Slot& slot) {
        switch (slot.kind) {
            case SlotKind::names:
            case SlotKind::kin_names:
            case SlotKind::cosought:
                return;  // kept apart
            case SlotKind::birth:
                return fill_birth(slot);
            case SlotKind::role:
                return for_texts(slot, [&](std::string_view text) { add(role_number(text)); });
            case SlotKind::values:
                return for_texts(slot, [&](std::string_view text) {
                    if (!says_unknown(text)) add_new(hash_of(text));
                });
            case SlotKind::spans:
                return fill_spans(slot);
            case SlotKind::places:
                return for_texts(slot, [&](std::string_view text) {
                    if (!says_unknown(text)) add_new(context_.places.find(text));
                });
            case SlotKind::phones:
                return for_texts(slot, [&](std::string_view text) { add_phones(text); });
            case SlotKind::identifiers:
                return for_texts(slot, [&](std::string_view text) {
                    const auto identifier = normalised_identifier(text);
                    if (!identifier.empty()) add_new(hash_of(identifier));
                });
            case SlotKind::numbers:
                return fill_numbers(slot);
        }
    }

    void fill_names(const NameGroup& group) {
        if (group.kind == SlotKind::kin_names) return fill_kin(group);
        if (group.kind == SlotKind::cosought) return fill_cosought(group);
        const Slot slot{.kind = group.kind, .fields = group.fields, .role = ""};
        const Origin origin{.source = group.sources.front(), .more = all_personal};
        for_texts(slot, [&](std::string_view text) { add_name(text, origin); });
    }

    /// Puts before the values where those of each slot begin.
    void set_begins(std::size_t slots) {
        const auto narrow = record_begins::narrow_words(slots);
        const bool is_narrow = narrow + words_.size() <= narrow_max;
        const auto size = is_narrow ? narrow : record_begins::wide_words(slots);
        words_.insert(words_.begin(), size, 0);
        auto* bytes = reinterpret_cast<std::uint8_t*>(words_.data());
        for (const auto begin : begins_) {
            if (!is_narrow) *bytes++ = static_cast<std::uint8_t>((begin + size) >> 8U);
            *bytes++ = static_cast<std::uint8_t>(begin + size);
        }
    }

    /// The value of the record, else of its request.
    const json::Value* find(std::string_view field) const {
        const auto* value = json::find(*source_.record, field);
        if (!json::is_blank(value) || source_.request == nullptr) return value;
        return json::find(*source_.request, field);
    }

    const json::Array* rows_of(std::string_view section) const {
        const auto* rows = json::find_array(*source_.record, section);
        return rows != nullptr || source_.request == nullptr
                   ? rows
                   : json::find_array(*source_.request, section);
    }

    template <class Visit>
    void for_texts_in(const json::Value* value, Visit&& visit) {
        if (value == nullptr) return;
        if (value->is_string()) {
            if (!value->get_string().empty()) visit(std::string_view(value->get_string()));
        } else if (value->is_bool()) {
            visit(value->get_bool() ? std::string_view("true") : std::string_view("false"));
        } else if (value->is_array()) {
            for (const auto& item : value->get_array()) {
                if (item.is_string() && !item.get_string().empty()) {
                    visit(std::string_view(item.get_string()));
                }
            }
        }
    }

    /// The texts of all fields of a slot, those of rows too.
    template <class Visit>
    void for_texts(const Slot& slot, Visit&& visit) {
        for (const auto& field : slot.fields) {
            const auto dot = field.find('.');
            if (dot == std::string::npos) {
                for_texts_in(find(field), visit);
                continue;
            }
            const auto* rows = rows_of(std::string_view(field).substr(0, dot));
            if (rows == nullptr) continue;
            for (std::size_t row = 0; row < rows->size() && row < kin_rows_max; ++row) {
                if (!(*rows)[row].is_object()) continue;
                for_texts_in(json::find((*rows)[row].get_object(), field.substr(dot + 1)), visit);
            }
        }
    }

    /// Adds a word, unless the slot is full.
    void add(std::uint32_t word) {
        if (words_.size() - begin_ < values_max) words_.push_back(word);
    }

    /// Adds a value unless the slot has it.
    void add_new(std::uint32_t word) {
        const auto begin = words_.begin() + static_cast<std::ptrdiff_t>(begin_);
        if (std::find(begin, words_.end(), word) == words_.end()) add(word);
    }
    struct Origin {
        std::uint8_t source = 0;
        std::uint8_t role = 0;
        std::uint16_t more = 0;
    };
    void add_name(std::string_view text, Origin origin) {
        if (name_count_ == record_names_max) return;
        const auto at = words_.size();
        words_.push_back(0);
        const auto place = store_name(text, context_.dictionary, words_);
        if (place.size == 0) {
            words_.resize(at);
            return;
        }
        ++name_count_;
        const bool is_teknonym =
            (relatives_ >> origin.source & 1U) != 0 && may_be_called(origin.role, place.teknonym);
        words_[at] = std::bit_cast<std::uint32_t>(NameHead{.size = place.size & 0xFU,
                                                           .glued = place.glued & 0xFU,
                                                           .role = origin.role & 0xFU,
                                                           .source = origin.source & 0x3FU,
                                                           .more = origin.more & 0xFFFU,
                                                           .is_teknonym = is_teknonym ? 1U : 0U});
    }

    /// Whether a relative bears a name in any spelling.
    bool is_of_family(TokenId token, const Record& record,
                      const std::vector<std::uint8_t>& family) {
        bool found = false;
        for (const auto slot : family) {
            record.for_names(slot, [&](const RoleName& relative) {
                // It may be this very child's name.
                if (relative.name.is_teknonym) return;
                for (const auto other : relative.name.tokens()) {
                    found = found || levels_.are_variants(token, other);
                }
            });
        }
        return found;
    }

    /// Says of each token of a slot whether a relative bears it too.
    void mark_personal(const Layout& layout, const PersonalSlot& personal) {
        const Record record(words_, layout);
        record.for_names(personal.slot, [&](const RoleName& found) {
            auto& word = words_[static_cast<std::size_t>(found.name.ids - words_.data()) - 1];
            auto head = std::bit_cast<NameHead>(word);
            unsigned personal_tokens = 0;
            for (std::size_t at = 0; at < found.name.size; ++at) {
                const bool is_shared = is_of_family(found.name[at], record, personal.family);
                personal_tokens |= (is_shared ? 0U : 1U) << at;
            }
            head.more = personal_tokens & 0xFFFU;
            word = std::bit_cast<std::uint32_t>(head);
        });
    }

    void fill_kin(const NameGroup& group) {
        const auto& first = group.fields.front();
        const auto* rows = rows_of(std::string_view(first).substr(0, first.find('.')));
        if (rows == nullptr) return;
        const auto role_field = group.role.substr(group.role.find('.') + 1);
        for (std::size_t at = 0; at < rows->size() && at < kin_rows_max; ++at) {
            if (!(*rows)[at].is_object()) continue;
            const auto& row = (*rows)[at].get_object();
            add_row(row, group,
                    {.role = role_number(json::string_or(row, role_field)),
                     .more = static_cast<std::uint16_t>(at)});
        }
    }

    void fill_cosought(const NameGroup& group) {
        if (source_.request == nullptr) return;
        const auto* rows = json::find_array(*source_.request, traces_section);
        if (rows == nullptr) return;
        const auto own = json::string_or(*source_.record, "unique_id");
        for (std::size_t at = 0; at < rows->size() && at < kin_rows_max; ++at) {
            if (!(*rows)[at].is_object()) continue;
            const auto& row = (*rows)[at].get_object();
            if (&row == source_.record || json::string_or(row, "unique_id") == own) continue;
            add_row(row, group, {.more = static_cast<std::uint16_t>(at)});
        }
    }

    /// The names of one row.
    void add_row(const json::Object& row, const NameGroup& group, Origin origin) {
        for (std::size_t at = 0; at < group.fields.size(); ++at) {
            const std::string_view field = group.fields[at];
            origin.source = group.sources[at];
            for_texts_in(json::find(row, field.substr(field.find('.') + 1)),
                         [&](std::string_view text) { add_name(text, origin); });
        }
    }

    void fill_birth(const Slot& slot) {
        const auto birth = birth_of({.date = find(slot.fields[0]),
                                     .age = find(slot.fields[1]),
                                     .estimated = find(slot.fields[2]),
                                     .reference = find(slot.fields[3]),
                                     .precision = precision_of(slot.fields[0])},
                                    context_.today);
        if (!birth) return;
        add(birth->is_exact ? 1 : 0);
        add(std::bit_cast<std::uint32_t>(birth->middle));
    }

    /// What says how exactly the date of a field is known: it stands where the date does.
    const json::Value* precision_of(std::string_view field) const {
        const bool is_own =
            source_.request == nullptr || !json::is_blank(json::find(*source_.record, field));
        return json::find(is_own ? *source_.record : *source_.request, forms::precision_key(field));
    }

    void fill_spans(const Slot& slot) {
        for (const auto& field : slot.fields) {
            for_texts_in(find(field),
                         [&](std::string_view text) { add_span(text, precision_of(field)); });
        }
    }

    void add_span(std::string_view text, const json::Value* precision) {
        const auto day = parse_day(text);
        if (!day || *day > context_.today) return;
        const auto span = span_of(*day, precision);
        add(std::bit_cast<std::uint32_t>(span.first));
        add(std::bit_cast<std::uint32_t>(span.last));
    }

    void add_phones(std::string_view text) {
        while (!text.empty()) {
            const auto end = text.find_first_of(",;/");
            if (const auto tail = phone_tail(text.substr(0, end), phone_home_)) add_new(*tail);
            text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        }
    }

    void fill_numbers(const Slot& slot) {
        for (const auto& field : slot.fields) {
            const auto* value = find(field);
            const auto number = value == nullptr ? std::nullopt : json::as_number(*value);
            if (number) add_new(std::bit_cast<std::uint32_t>(static_cast<float>(*number)));
        }
    }

    const RecordSource& source_;
    const PrepareContext& context_;
    TokenLevels levels_;
    std::vector<std::uint32_t> words_;
    std::size_t begin_ = 0;            // of the slot being filled
    std::vector<std::size_t> begins_;  // of all slots among the values
    std::size_t name_count_ = 0;       // of the record
    const telephone::Country* phone_home_ = nullptr;
    std::uint64_t relatives_ = 0;  // sources of their names
};

}  // namespace

std::vector<std::uint32_t> prepare(const RecordSource& source, const Layout& layout,
                                   const PrepareContext& context) {
    return Preparation(source, context).run(layout);
}

}  // namespace amparo::matching
