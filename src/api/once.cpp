#include "api/once.hpp"

#include <memory>

#include "api/record_call.hpp"
#include "api/turns.hpp"
#include "records/once.hpp"

namespace amparo::api {

namespace {

constexpr std::string_view kept_header = "ETag";

json::Object to_keep(const http::Response& response) {
    return {{"status", response.status},
            {"body", response.body},
            {"etag", std::string(response.header(kept_header))}};
}

http::Response kept_reply(const json::Object& kept) {
    auto response = ok(nullptr);
    response.status = static_cast<int>(json::integer_or(kept, "status", response.status));
    response.body = json::string_or(kept, "body");
    if (response.body.empty()) response.headers.clear();
    const auto etag = json::string_or(kept, "etag");
    if (!etag.empty()) response.headers.emplace_back(kept_header, etag);
    return response;
}

Result<http::Response> run_once(Call& call, const Handler& handler, Turns& turns) {
    AMPARO_TRY(const auto repetition, repetition_of(call));
    if (!repetition) return handler(call);
    const auto turn = turns.take(repetition->key_hash);
    const auto& on = call.services().records.dependencies();
    AMPARO_TRY(const auto kept, records::kept_answer(on, *repetition));
    if (kept) return kept_reply(*kept);
    AMPARO_TRY(auto response, handler(call));
    const auto done = records::keep_answer(on, *repetition, to_keep(response));
    // Sent at the same moment to two nodes: both did their work, and one answer is enough.
    if (!done && done.error().code != Errc::conflict) return std::unexpected(done.error());
    return response;
}

}  // namespace

Handler once(Handler handler) {
    return [handler = std::move(handler), turns = std::make_shared<Turns>()](Call& call) {
        return run_once(call, handler, *turns);
    };
}

}  // namespace amparo::api
