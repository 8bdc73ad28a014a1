import { type Family, floorOf, weigh } from "./mixture";
import { at } from "./numbers";

const ALPHAS = [0.1, 0.4, 0.95];

/** Weights of the trend as shares of alpha, and what is left of a trend one period later. */
export type Damping = { betas: number[]; phis: number[] };
export const MONTHLY: Damping = { betas: [0, 0.05, 0.2], phis: [0.85, 0.95] };
/** A trend may last for four times as many weeks as months; that of prices is half gone after two to seven weeks. */
export const WEEKLY: Damping = { betas: [0.1, 0.4], phis: [0.7, 0.9, 0.99] };

/**
 * Exponential smoothing with a damped trend (Gardner & McKenzie 1985). For given weights it is linear in the initial level
 * and trend, so both have a closed form; the forecasts of a grid of weights are averaged.
 */
export function forecastDamped(values: Float64Array, horizon: number, { betas, phis }: Damping): Family {
  const models = phis.length * ALPHAS.length * betas.length;
  const errors = new Float64Array(models);
  const weights = new Float64Array(models);
  const levels = new Float64Array(models);
  const trends = new Float64Array(models);
  const state = new Float64Array(2);
  let k = 0;
  for (const phi of phis) {
    for (const alpha of ALPHAS) {
      for (const share of betas) {
        errors[k] = solve(values, alpha, alpha * share, phi, state);
        levels[k] = at(state, 0);
        trends[k++] = at(state, 1);
      }
    }
  }
  const error = weigh(errors, values.length, floorOf(values), weights);
  const path = new Float64Array(horizon);
  let mean = 0;
  k = 0;
  for (const phi of phis) {
    for (const alpha of ALPHAS) {
      for (const _ of betas) {
        const weight = at(weights, k);
        mean += weight * alpha;
        if (weight > 0) addPath(path, weight, at(levels, k), at(trends, k), phi);
        k++;
      }
    }
  }
  return { path, error, parameters: 5, alpha: mean };
}

function addPath(path: Float64Array, weight: number, level: number, trend: number, phi: number): void {
  let sum = 0;
  let power = phi;
  for (let h = 0; h < path.length; h++) {
    sum += power;
    power *= phi;
    path[h] = at(path, h) + weight * (level + sum * trend);
  }
}

/**
 * Sum of squared errors; writes level and trend at the end. Three filters run at once: on the values from zero states, and
 * on nothing from a level of 1 and from a trend of 1; least squares of the first's errors on the others gives the states.
 */
function solve(values: Float64Array, alpha: number, beta: number, phi: number, state: Float64Array): number {
  const keep = 1 - alpha;
  let dl = 0;
  let dt = 0;
  let ll = 1;
  let lt = 0;
  let tl = 0;
  let tt = 1;
  let pp = 0;
  let pq = 0;
  let qq = 0;
  let pr = 0;
  let qr = 0;
  let rr = 0;
  for (const value of values) {
    const data = dl + phi * dt;
    const p = ll + phi * lt;
    const q = tl + phi * tt;
    const rest = value - data;
    pp += p * p;
    pq += p * q;
    qq += q * q;
    pr += p * rest;
    qr += q * rest;
    rr += rest * rest;
    dl = data + alpha * rest;
    dt = phi * dt + beta * rest;
    ll = keep * p;
    lt = phi * lt - beta * p;
    tl = keep * q;
    tt = phi * tt - beta * q;
  }
  const determinant = pp * qq - pq * pq;
  const trend = determinant > 1e-12 * pp * qq ? (pp * qr - pq * pr) / determinant : 0;
  const level = (pr - trend * pq) / pp;
  state[0] = dl + level * ll + trend * tl;
  state[1] = dt + level * lt + trend * tt;
  return rr + level * (level * pp - 2 * pr) + trend * (trend * qq - 2 * qr + 2 * level * pq);
}
