#include "api/route.hpp"

namespace amparo::api {

namespace {

http::Response json_reply(std::string body) {
    return {.headers = {{"Content-Type", "application/json; charset=utf-8"}},
            .body = std::move(body)};
}

}  // namespace

http::Response ok(json::Value data) {
    std::string body = "{\"data\":";
    json::write_to(body, data);
    body += '}';
    return json_reply(std::move(body));
}

http::Response ok_whole(const json::Object& body) {
    return json_reply(json::write(body));
}

http::Response ok_with(json::Value data, json::Object metadata) {
    std::string body = "{\"data\":";
    json::write_to(body, data);
    body += ",\"metadata\":";
    json::write_to(body, metadata);
    body += '}';
    return json_reply(std::move(body));
}

http::Response no_content() {
    return {.status = 204};
}

}  // namespace amparo::api
