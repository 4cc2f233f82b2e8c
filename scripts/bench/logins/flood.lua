-- Wrong passwords for the names of a flood, each from a network of its own, as a botnet sends them.
local seed = 0

function setup(thread)
  seed = seed + 1
  thread:set("seed", seed)
end

function init()
  math.randomseed(os.time() * 16 + seed)
end

function request()
  local address = string.format("10.%d.%d.1", math.random(0, 255), math.random(0, 255))
  local body = string.format('{"username":"%s","password":"not the password %d"}', name(), math.random(1e9))
  return wrk.format("POST", "/api/v1/auth/login",
    { ["Content-Type"] = "application/json", ["X-Forwarded-For"] = address }, body)
end

function name()
  return math.random(2) == 1 and "admin" or "nobody-" .. math.random(1e6)
end

function done(summary, latency)
  io.write(string.format("answered %d  errors %d\n", summary.requests, summary.errors.timeout + summary.errors.connect + summary.errors.read))
end
