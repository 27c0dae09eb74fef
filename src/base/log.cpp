#include "base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>

#include "base/clock.hpp"
#include "base/json.hpp"

namespace amparo::log {
namespace {

std::atomic<Level>& current_level() {
    static std::atomic<Level> level{Level::info};
    return level;
}

spdlog::logger& sink() {
    static const std::shared_ptr<spdlog::logger> logger = [] {
        auto made = std::make_shared<spdlog::logger>(
            "amparo", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        return made;
    }();
    return *logger;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warn:
            return "warn";
        case Level::error:
            return "error";
        case Level::off:
            break;
    }
    return "off";
}

void write(Level level, std::string_view event, Values values) {
    if (!is_enabled(level)) return;
    std::string line = "{\"at\":\"" + format_instant(SystemClock().now()) + "\",\"level\":\"";
    line += name_of(level);
    line += "\",\"event\":";
    json::write_string(line, event);
    for (const auto& [key, value] : values) {
        line += ',';
        json::write_string(line, key);
        line += ':';
        line += value.json();
    }
    line += '}';
    sink().info(line);
    if (level >= Level::warn) sink().flush();
}

}  // namespace

Value::Value(std::string_view text) {
    json::write_string(json_, text);
}

Value::Value(double number) : json_(json::write(json::Value(number))) {}

void set_level(Level level) {
    current_level() = level;
}

bool is_enabled(Level level) {
    return level >= current_level().load(std::memory_order_relaxed);
}

Level level_named(std::string_view name) {
    for (const auto level : {Level::debug, Level::warn, Level::error, Level::off}) {
        if (name == name_of(level)) return level;
    }
    return Level::info;
}

void debug(std::string_view event, Values values) {
    write(Level::debug, event, values);
}
void info(std::string_view event, Values values) {
    write(Level::info, event, values);
}
void warn(std::string_view event, Values values) {
    write(Level::warn, event, values);
}
void error(std::string_view event, Values values) {
    write(Level::error, event, values);
}

}  // namespace amparo::log
