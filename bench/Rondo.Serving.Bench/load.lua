-- 4,096 bodies of 20 numbers in turn. RONDO_BENCH_FORM=decision wraps them as a request for a decision about one of as many
-- entities, reasons asks for the reasons too; flat is the row that a scoring endpoint takes.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local form = os.getenv("RONDO_BENCH_FORM")
local wrapped = form == "reasons" and '{"entity":"E%06d","reasons":true,"features":%s}' or '{"entity":"E%06d","features":%s}'
local bodies, requests, k = {}, {}, 0
math.randomseed(7)
for i = 1, 4096 do
  local row = {}
  for j = 0, 19 do row[#row + 1] = string.format('"f%d":%.5f', j, math.random() * 4 - 2) end
  local flat = "{" .. table.concat(row, ",") .. "}"
  bodies[i] = form == "flat" and flat or string.format(wrapped, i, flat)
end
request = function()
  k = k % #bodies + 1
  -- Not before the first call: only then the host is known, without which a request is none.
  requests[k] = requests[k] or wrk.format(nil, nil, nil, bodies[k])
  return requests[k]
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('JSON {"rps":%.1f,"p50_us":%d,"p99_us":%d,"max_us":%d,"non2xx":%d,"sockerr":%d}\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50), latency:percentile(99), latency.max, e.status, e.connect + e.read + e.write + e.timeout))
end
