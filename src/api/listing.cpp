#include "api/listing.hpp"

#include "base/text.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t page_max = 1'000'000;  // beyond it every list is empty anyway

/// nullopt: absent; 0: not a number.
std::optional<std::size_t> read_number(std::optional<std::string_view> text) {
    if (!text) return std::nullopt;
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size()) return 0;
    return std::min(value, page_max);
}

}  // namespace

Result<Paging> read_paging(const Call& call, std::size_t per_default) {
    const auto& request = call.request();
    const auto page = read_number(request.query_value("page"));
    const auto per = read_number(request.query_value("per"));
    if (page == 0U) return refuse_field(Errc::invalid, "page", "errors.paging");
    if (per == 0U) return refuse_field(Errc::invalid, "per", "errors.paging");
    auto locale = call.query("locale");
    return Paging{.page = page.value_or(1),
                  .per = std::min(per.value_or(per_default), limits::page_size_max),
                  .order_by = call.query("order_by"),
                  .is_descending = call.query("order") == "desc",
                  .locale = locale.empty() ? "en" : std::move(locale)};
}

json::Object page_metadata(std::size_t total, const Paging& paging) {
    return {{"total", total}, {"per", paging.per}, {"page", paging.page}};
}

bool allows_truth(const std::vector<std::string>& wanted, bool truth) {
    return wanted.empty() || std::ranges::find(wanted, truth ? "true" : "false") != wanted.end();
}

std::string text_key(std::string_view text) {
    return text::collation_key(text);
}

std::string number_key(std::int64_t number) {
    auto digits = std::to_string(number);
    return std::string(digits.size() < 20 ? 20 - digits.size() : 0, '0') + digits;
}

json::Object without_nulls(const json::Object& object) {
    json::Object kept;
    for (const auto& [key, value] : object) {
        if (!value.is_null()) kept.emplace(key, value);
    }
    return kept;
}

}  // namespace amparo::api
