// A thin hand between an option written in C# and ECharts. Strings "$ink", "$accent", "$hatch" ... stand for the page's tokens.
const bundle = new URL("../../Vizor.ECharts/js/vizor-echarts-bundle-min.js", import.meta.url).href;
let loading;

const load = () => loading ??= new Promise((resolve, reject) => {
  if (window.echarts) {
    resolve();
    return;
  }
  const script = document.createElement("script");
  script.src = bundle;
  script.onload = () => resolve();
  script.onerror = () => reject(new Error("The chart library did not load."));
  document.head.append(script);
});

// Reading a colour off a painted probe is the only way to get light-dark() resolved.
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function hatch() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const pen = canvas.getContext("2d");
  pen.strokeStyle = colour("rule");
  pen.globalAlpha = 0.4;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(-2, 6); pen.lineTo(6, -2); pen.moveTo(2, 10); pen.lineTo(10, 2);
  pen.stroke();
  return { image: canvas, repeat: "repeat" };
}

function paint(value, tokens) {
  if (typeof value === "string" && value.startsWith("$")) {
    const name = value.slice(1);
    return tokens[name] ??= name === "hatch" ? hatch() : colour(name);
  }
  if (Array.isArray(value)) {
    return value.map((item) => paint(item, tokens));
  }
  return value && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, paint(item, tokens)]))
    : value;
}

export async function draw(element, option) {
  await load();
  if (!element?.isConnected) {
    // The reader went on while the library was loading.
    return { update: () => {}, dispose: () => {} };
  }
  const chart = window.echarts.init(element, null, { renderer: "canvas" });
  let current = JSON.parse(option);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = () => chart.setOption({ animation: !still, animationDuration: 150, ...paint(current, {}) }, { notMerge: true });
  show();
  const size = new ResizeObserver(() => chart.resize());
  size.observe(element);
  const theme = new MutationObserver(show);
  theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", show);
  return {
    update: (next) => { current = JSON.parse(next); show(); },
    dispose: () => { size.disconnect(); theme.disconnect(); system.removeEventListener("change", show); chart.dispose(); },
  };
}
