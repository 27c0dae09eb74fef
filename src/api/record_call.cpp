#include "api/record_call.hpp"

#include <algorithm>
#include <charconv>

#include "api/route.hpp"
#include "base/crypto.hpp"
#include "http/conditional.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t idempotency_key_max = 128;
constexpr std::int64_t page_max = 1'000'000;  // beyond it every list is empty anyway

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string digest_of(std::string_view text) {
    return crypto::hex(crypto::blake2b(text));
}

}  // namespace

Result<RecordId> record_of(const Call& call) {
    auto id = RecordId::parse(call.request().path_parameter("record_id"));
    if (!id) return refuse(Errc::not_found, "errors.not_found");
    return *id;
}

Result<casework::RecordKey> record_key_of(const Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    return casework::RecordKey{.record_type = type, .id = id};
}

records::Handling handling_of(const Call& call) {
    const auto prefer = call.request().header("prefer");
    return prefer.find("handling=strict") != std::string_view::npos ? records::Handling::strict
                                                                    : records::Handling::lenient;
}

Result<std::optional<records::Repetition>> repetition_of(const Call& call) {
    const auto& request = call.request();
    const auto key = request.header("idempotency-key");
    if (key.empty()) return std::nullopt;
    if (key.size() > idempotency_key_max) {
        return refuse_field(Errc::invalid, "Idempotency-Key", "errors.idempotency_key");
    }
    // A line break cannot be in any of the parts, so that two calls never make one text.
    std::string scope = call.actor().name().text() + "\n";
    scope += http::wire_name(request.method);
    scope += "\n" + request.path + "\n";
    scope += key;
    return records::Repetition{.key_hash = digest_of(scope), .body_hash = digest_of(request.body)};
}

std::optional<store::Revision> if_match_of(const Call& call, const RecordId& id) {
    auto header = call.request().header("if-match");
    if (header.empty() || header == "*") return std::nullopt;
    if (header.starts_with("W/")) header.remove_prefix(2);
    const auto expected = "\"" + id.text() + ":";
    if (!header.starts_with(expected) || !header.ends_with('"')) return -1;
    header.remove_prefix(expected.size());
    header.remove_suffix(1);
    return whole_number(header).value_or(-1);
}

std::string etag_of(const RecordId& id, store::Revision revision) {
    return "\"" + id.text() + ":" + std::to_string(revision) + "\"";
}

http::Response record_reply(const records::RecordAnswer& answer) {
    auto response = ok(answer.data);
    response.headers.emplace_back("ETag", etag_of(answer.id, answer.revision));
    return response;
}

std::size_t page_of(const Call& call) {
    const auto text = call.request().query_value("page");
    const auto value = text ? whole_number(*text).value_or(0) : 1;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(value, 1, page_max));
}

std::size_t per_of(const Call& call) {
    const auto text = call.request().query_value("per");
    if (!text) return limits::page_size_default;
    const auto value = whole_number(*text).value_or(0);
    if (value < 0) return limits::page_size_default;
    return std::min(static_cast<std::size_t>(value), limits::page_size_max);
}

RowPaging paging_of_rows(const Call& call) {
    RowPaging paging{.page = page_of(call)};
    if (call.request().query_value("per")) paging.per = per_of(call);
    return paging;
}

json::Array page_of_rows(json::Array rows, const RowPaging& paging) {
    if (paging.page == 1 && rows.size() <= paging.per) return rows;
    json::Array page;
    const auto end = std::min(paging.offset() + paging.per, rows.size());
    for (auto n = paging.offset(); n < end; ++n) page.push_back(std::move(rows[n]));
    return page;
}

http::Response rows_reply(json::Array page, std::size_t total, const RowPaging& paging) {
    return ok_with(std::move(page), {{"total", total}, {"per", paging.per}, {"page", paging.page}});
}

http::Response rows_reply(const Call& call, json::Array rows) {
    const auto total = rows.size();
    const auto paging = paging_of_rows(call);
    return rows_reply(page_of_rows(std::move(rows), paging), total, paging);
}

std::string locale_of(Call& call) {
    if (auto asked = call.query("locale"); !asked.empty()) return asked;
    const auto& own = call.actor().user().locale;
    return own.empty() ? call.definitions().default_locale() : own;
}

}  // namespace amparo::api
